// The build of MapLibre that needs no inline worker has the same interface as the usual one.
declare module "maplibre-gl/dist/maplibre-gl-csp" {
  export * from "maplibre-gl";
  export { default } from "maplibre-gl";
}
