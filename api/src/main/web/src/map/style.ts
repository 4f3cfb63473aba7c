import type { FilterSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import basemap from "../basemap.json?url";
import { BREAKS, palette, type Palette } from "./colours";

/** From here on the hexagons are drawn, and the outlines step back behind them. */
export const NEARER_ZOOM = 7;

export const HATCH = "hatch";

const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };
const ELSEWHERE: FilterSpecification = ["==", ["slice", ["get", "cluster_id"], -10], ".elsewhere"];

/** The base map that the operator names, or null for the own one of coast and regions. */
export async function operatorStyle(): Promise<StyleSpecification | null> {
  const address = document.querySelector<HTMLMetaElement>('meta[name="map-style"]')?.content ?? "";
  if (address === "") return null;
  const answer = await fetch(address).catch(() => null);
  return answer?.ok === true ? ((await answer.json()) as StyleSpecification) : null;
}

/** The layers of the index above a base map. */
export function styleOn(base: StyleSpecification | null): StyleSpecification {
  const colours = palette();
  return {
    ...(base ?? {}),
    version: 8,
    sources: {
      ...(base === null ? { base: { type: "geojson", data: basemap, attribution: "Natural Earth, GeoNames (CC BY 4.0)" } } : base.sources),
      outlines: { type: "geojson", data: EMPTY, promoteId: "cluster_id" },
      cells: { type: "geojson", data: EMPTY },
      towns: { type: "geojson", data: EMPTY },
    },
    layers: [...(base === null ? ownBase(colours) : base.layers), ...indexLayers(colours, fontOf(base))],
  };
}

function ownBase(colours: Palette): LayerSpecification[] {
  const role = (name: string): FilterSpecification => ["==", ["get", "role"], name];
  return [
    { id: "sea", type: "background", paint: { "background-color": colours.sea } },
    { id: "land", type: "fill", source: "base", filter: role("country"), paint: { "fill-color": colours.land } },
    { id: "neighbours", type: "fill", source: "base", filter: role("neighbour"), paint: { "fill-color": colours.neighbour } },
    { id: "coast", type: "line", source: "base", filter: role("country"), paint: { "line-color": colours.coast, "line-width": 0.7 } },
    { id: "borders", type: "line", source: "base", filter: role("border"), paint: { "line-color": colours.border, "line-width": 0.8 } },
  ];
}

/** A font that the glyph server of the base map has; without such a server the browser draws the letters itself. */
function fontOf(base: StyleSpecification | null): string[] {
  const fonts = (base?.layers ?? []).flatMap((layer) => (layer.type === "symbol" ? [layer.layout?.["text-font"]] : []));
  const named = fonts.find((font) => Array.isArray(font) && font.every((one) => typeof one === "string"));
  return (named as string[] | undefined) ?? ["sans-serif"];
}

function indexLayers(colours: Palette, font: string[]): LayerSpecification[] {
  const classes = ["step", ["to-number", ["get", "shown"]], colours.classes[0], ...BREAKS.flatMap((end, i) => [end, colours.classes[i + 1]])];
  const byLevel = (least: number, most: number) => ["interpolate", ["linear"], ["get", "level"], 1, least, 5, most];
  return [
    {
      id: "outline-fill",
      type: "fill",
      source: "outlines",
      paint: {
        "fill-color": classes as never,
        "fill-opacity": ["interpolate", ["linear"], ["zoom"], NEARER_ZOOM, 0.78, NEARER_ZOOM + 1, 0.18],
      },
    },
    {
      id: "cells-elsewhere",
      type: "fill",
      source: "cells",
      minzoom: NEARER_ZOOM - 0.5,
      filter: ELSEWHERE,
      paint: { "fill-pattern": HATCH, "fill-opacity": byLevel(0.55, 1) as never },
    },
    {
      id: "cells",
      type: "fill",
      source: "cells",
      minzoom: NEARER_ZOOM - 0.5,
      filter: ["!", ELSEWHERE] as FilterSpecification,
      paint: { "fill-color": colours.outline, "fill-opacity": byLevel(0.15, 0.85) as never, "fill-outline-color": colours.land },
    },
    {
      id: "outline-line",
      type: "line",
      source: "outlines",
      paint: {
        "line-color": ["case", ["boolean", ["feature-state", "selected"], false], colours.selected, colours.outline],
        "line-width": ["case", ["boolean", ["feature-state", "selected"], false], 3, ["boolean", ["feature-state", "hovered"], false], 2.4, 0.8],
      },
    },
    {
      id: "towns",
      type: "symbol",
      source: "towns",
      layout: {
        "text-field": ["get", "name"],
        "text-size": ["interpolate", ["linear"], ["get", "order"], 0, 14, 20, 11],
        "symbol-sort-key": ["get", "order"],
        "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
        "text-radial-offset": 0.6,
        "text-padding": 3,
        "text-font": font,
      },
      paint: { "text-color": colours.text, "text-halo-color": colours.halo, "text-halo-width": 1.6 },
    },
  ];
}

/** Grey strokes for what belongs to no cluster, as in the legend. */
export function hatching(): ImageData {
  const size = 8;
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext("2d")!;
  context.strokeStyle = palette().hatch;
  context.lineWidth = 1.6;
  for (const from of [-size, 0, size]) {
    context.beginPath();
    context.moveTo(from - 1, size + 1);
    context.lineTo(from + size + 1, -1);
    context.stroke();
  }
  return context.getImageData(0, 0, size, size);
}
