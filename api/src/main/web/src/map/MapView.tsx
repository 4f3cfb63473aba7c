import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import maplibregl, { type GeoJSONSource, type Map as MapLibre, type Popup } from "maplibre-gl/dist/maplibre-gl-csp";
import workerUrl from "maplibre-gl/dist/maplibre-gl-csp-worker.js?url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { FeatureCollection } from "geojson";
import type { Row } from "../whatif";
import { rankWords } from "../words";
import { ClusterMarks } from "./ClusterMarks";
import { HATCH, hatching, NEARER_ZOOM, operatorStyle, styleOn } from "./style";

maplibregl.setWorkerUrl(workerUrl);

const COUNTRY: [[number, number], [number, number]] = [
  [-8.6, 49.8],
  [2.1, 60.9],
];
const COUNTRY_PADDING = { padding: 8 };

export interface MapProps {
  rows: Row[];
  /** Per cent that colours a cluster: its percentage, or its share of one factor. */
  shown: ReadonlyMap<string, number>;
  outlines: FeatureCollection | null;
  cells: FeatureCollection | null;
  towns: FeatureCollection | null;
  selected: string | null;
  hovered: string | null;
  place: { latitude: number; longitude: number; name: string } | null;
  /** Clusters to go to, where a region was looked for. */
  around: readonly string[];
  /** Whether a folded map was opened: its size has changed then. */
  visible: boolean;
  onOpen: (id: string) => void;
  onHover: (id: string | null) => void;
  /** Whether the hexagons are drawn. */
  onNearer: (nearer: boolean) => void;
}

/** The map: outlines by share, hexagons of activity when nearer, towns by name. */
export default function MapView(props: MapProps) {
  const holder = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const tip = useRef<Popup | null>(null);
  /** Counts the styles that were loaded: each begins without data. */
  const [styled, setStyled] = useState(0);
  const [still, setStill] = useState(false);
  const [failed, setFailed] = useState(false);
  const pointed = useRef(false);
  const latest = useRef(props);
  latest.current = props;
  const complete = props.outlines !== null && props.cells !== null && props.towns !== null;
  const anchors = useMemo(() => anchorsOf(props.towns, props.outlines), [props.towns, props.outlines]);

  useEffect(() => {
    let made: MapLibre;
    try {
      made = new maplibregl.Map({
        container: holder.current!,
        bounds: COUNTRY,
        fitBoundsOptions: COUNTRY_PADDING,
        maxBounds: [
          [-19, 45.5],
          [11, 64],
        ],
        attributionControl: { compact: true },
        dragRotate: false,
        pitchWithRotate: false,
        fadeDuration: reducedMotion() ? 0 : 150,
      });
    } catch {
      setFailed(true);
      return;
    }
    made.touchZoomRotate.disableRotation();
    made.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
    made.addControl(new WholeCountry(), "top-right");
    made.getCanvas().setAttribute("aria-label", "Map of the clusters; the table holds the same figures");
    tip.current = new maplibregl.Popup({ closeButton: false, closeOnClick: false, className: "tip" });
    made.on("styleimagemissing", ({ id }) => {
      if (id === HATCH && !made.hasImage(HATCH)) made.addImage(HATCH, hatching());
    });
    made.on("style.load", () => {
      // The credit stands in the footer too: open, it would lie on the south coast.
      holder.current?.querySelector(".maplibregl-ctrl-attrib")?.classList.remove("maplibregl-compact-show");
      setMap(made);
      setStyled((n) => n + 1);
    });
    made.on("idle", () => setStill(true));
    made.on("resize", () => setStill(false));
    made.on("dataloading", () => setStill(false));
    made.on("movestart", () => setStill(false));
    made.on("zoomend", () => latest.current.onNearer(made.getZoom() >= NEARER_ZOOM - 0.5));
    made.on("mousemove", "outline-fill", (event) => {
      const id = event.features?.[0]?.id;
      if (typeof id !== "string") return;
      pointed.current = true;
      made.getCanvas().style.cursor = "pointer";
      latest.current.onHover(id);
      const row = latest.current.rows.find((one) => one.cluster.id === id);
      if (row !== undefined) tip.current?.setLngLat(event.lngLat).setDOMContent(tipOf(row)).addTo(made);
    });
    made.on("mouseleave", "outline-fill", () => {
      pointed.current = false;
      made.getCanvas().style.cursor = "";
      latest.current.onHover(null);
      tip.current?.remove();
    });
    made.on("click", "outline-fill", (event) => {
      const id = event.features?.[0]?.id;
      if (typeof id === "string") latest.current.onOpen(id);
    });
    // The library passes over the first size that it is told of, as the one it was made with; before the style sheet it was none.
    const sizes = new ResizeObserver(() => made.resize());
    sizes.observe(holder.current!);
    let gone = false;
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const base = operatorStyle();
    const recolour = () => void base.then((style) => gone || made.setStyle(styleOn(style), { diff: false }));
    recolour();
    dark.addEventListener("change", recolour);
    return () => {
      gone = true;
      sizes.disconnect();
      dark.removeEventListener("change", recolour);
      setMap(null);
      made.remove();
    };
  }, []);

  useEffect(() => {
    map?.resize();
  }, [map, props.visible]);

  useEffect(() => {
    if (props.outlines === null) return;
    const features = props.outlines.features
      .filter((feature) => props.shown.has(String(feature.properties?.["cluster_id"])))
      .map((feature) => ({
        ...feature,
        properties: { ...feature.properties, shown: props.shown.get(String(feature.properties?.["cluster_id"])) ?? 0 },
      }));
    source(map, "outlines")?.setData({ type: "FeatureCollection", features });
  }, [map, styled, props.outlines, props.shown]);

  useEffect(() => {
    if (props.cells !== null) source(map, "cells")?.setData(props.cells);
  }, [map, styled, props.cells]);

  useEffect(() => {
    source(map, "towns")?.setData(labelsOf(props.towns, props.rows, props.place));
  }, [map, styled, props.towns, props.rows, props.place]);

  useEffect(() => {
    if (map === null) return;
    const marks = [
      [props.selected, "selected"],
      [props.hovered, "hovered"],
    ] as const;
    for (const [id, state] of marks) {
      if (id !== null && map.getSource("outlines") !== undefined) map.setFeatureState({ source: "outlines", id }, { [state]: true });
    }
    return () => {
      for (const [id, state] of marks) {
        if (id !== null && map.getSource("outlines") !== undefined) map.setFeatureState({ source: "outlines", id }, { [state]: false });
      }
    };
  }, [map, styled, props.selected, props.hovered, props.outlines]);

  useEffect(() => {
    // The keyboard and the table point too: the words stand at the cluster then, not at the mouse.
    const row = props.rows.find((one) => one.cluster.id === props.hovered);
    const anchor = props.hovered === null ? undefined : anchors.get(props.hovered);
    if (map === null || pointed.current || row === undefined || anchor === undefined) return;
    tip.current?.setLngLat(anchor).setDOMContent(tipOf(row)).addTo(map);
    return () => void tip.current?.remove();
  }, [map, props.hovered, anchors]);

  const wanted = props.place !== null ? [] : props.selected !== null ? [props.selected] : props.around;
  useEffect(() => {
    if (map === null) return;
    const points =
      props.place !== null ? [[props.place.longitude, props.place.latitude] as [number, number]] : wanted.flatMap((id) => cornersOf(props.outlines, id));
    if (points.length === 0) return;
    const bounds = new maplibregl.LngLatBounds();
    points.forEach((point) => bounds.extend(point));
    map.fitBounds(bounds, { padding: Math.min(90, map.getContainer().clientWidth / 6), maxZoom: 8.2, animate: !reducedMotion() });
  }, [map, props.outlines, wanted.join(), props.place?.name]);

  if (failed) {
    return <p class="empty">The map needs WebGL, which this browser does not offer. The table holds the same figures.</p>;
  }
  return (
    <div class="map-frame">
      <div class="map" ref={holder} data-drawn={map !== null && complete && still} />
      {map !== null && <ClusterMarks map={map} rows={props.rows} anchors={anchors} onHover={props.onHover} onOpen={props.onOpen} />}
    </div>
  );
}

function reducedMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** A button that shows the whole country again. */
class WholeCountry implements maplibregl.IControl {
  private readonly box = document.createElement("div");

  onAdd(map: MapLibre): HTMLElement {
    this.box.className = "maplibregl-ctrl maplibregl-ctrl-group";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "whole-country";
    button.title = "Show the whole country";
    button.setAttribute("aria-label", button.title);
    button.addEventListener("click", () => map.fitBounds(COUNTRY, { ...COUNTRY_PADDING, animate: !reducedMotion() }));
    this.box.append(button);
    return this.box;
  }

  onRemove(): void {
    this.box.remove();
  }
}

function source(map: MapLibre | null, id: string): GeoJSONSource | undefined {
  return map?.getSource(id) as GeoJSONSource | undefined;
}

function tipOf(row: Row): HTMLElement {
  const box = document.createElement("div");
  const name = document.createElement("strong");
  name.textContent = row.cluster.name;
  const line = document.createElement("div");
  line.textContent = rankWords(row);
  box.append(name, line);
  return box;
}

function cornersOf(outlines: FeatureCollection | null, id: string): [number, number][] {
  const geometry = outlines?.features.find((feature) => feature.properties?.["cluster_id"] === id)?.geometry;
  if (geometry?.type === "Polygon") return geometry.coordinates.flat() as [number, number][];
  if (geometry?.type === "MultiPolygon") return geometry.coordinates.flat(2) as [number, number][];
  return [];
}

/** Where a cluster is pointed at: the first of its towns, which lies inside it. */
function anchorsOf(towns: FeatureCollection | null, outlines: FeatureCollection | null): Map<string, [number, number]> {
  const anchors = new Map<string, [number, number]>();
  for (const { geometry, properties } of towns?.features ?? []) {
    const id = String(properties?.["cluster_id"]);
    if (geometry.type === "Point" && !anchors.has(id)) anchors.set(id, geometry.coordinates as [number, number]);
  }
  for (const { properties } of outlines?.features ?? []) {
    const id = String(properties?.["cluster_id"]);
    const corner = cornersOf(outlines, id)[0];
    if (!anchors.has(id) && corner !== undefined) anchors.set(id, corner);
  }
  return anchors;
}

/** Towns of the ranked clusters, first names of leading clusters first, and the place that was looked for. */
function labelsOf(towns: FeatureCollection | null, rows: readonly Row[], place: MapProps["place"]): FeatureCollection {
  const ranks = new Map(rows.map((row) => [row.cluster.id, row.rank]));
  const features = (towns?.features ?? []).filter((feature) => feature.properties?.["name"] !== place?.name).map((feature) => {
    const rank = ranks.get(String(feature.properties?.["cluster_id"])) ?? rows.length + 1;
    return { ...feature, properties: { ...feature.properties, order: rank + 20 * (Number(feature.properties?.["order"] ?? 1) - 1) } };
  });
  if (place !== null) {
    features.push({
      type: "Feature",
      properties: { name: `● ${place.name}`, order: -1 },
      geometry: { type: "Point", coordinates: [place.longitude, place.latitude] },
    } as (typeof features)[number]);
  }
  return { type: "FeatureCollection", features };
}
