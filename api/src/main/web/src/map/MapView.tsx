import { useEffect, useRef, useState } from "preact/hooks";
import maplibregl, { type GeoJSONSource, type Map as MapLibre, type StyleSpecification } from "maplibre-gl/dist/maplibre-gl-csp";
import workerUrl from "maplibre-gl/dist/maplibre-gl-csp-worker.js?url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { FeatureCollection } from "geojson";
import basemap from "../basemap.json?url";
import type { Ranking } from "../types";
import type { Row } from "../whatif";
import { couldBe, percent } from "../words";
import { BREAKS, palette } from "./colours";

maplibregl.setWorkerUrl(workerUrl);

const COUNTRY: [[number, number], [number, number]] = [
  [-8.6, 49.8],
  [2.1, 60.9],
];
const NEARER_ZOOM = 7;

function style(): StyleSpecification {
  const colours = palette();
  const empty: FeatureCollection = { type: "FeatureCollection", features: [] };
  const step = (property: string) => ["step", ["to-number", ["get", property]], colours.classes[0], ...BREAKS.flatMap((end, i) => [end, colours.classes[i + 1]])];
  return {
    version: 8,
    sources: {
      base: { type: "geojson", data: basemap, attribution: "Natural Earth, GeoNames (CC BY 4.0)" },
      outlines: { type: "geojson", data: empty, promoteId: "cluster_id" },
      cells: { type: "geojson", data: empty },
      towns: { type: "geojson", data: empty },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colours.sea } },
      { id: "land", type: "fill", source: "base", filter: ["==", ["get", "role"], "country"], paint: { "fill-color": colours.land } },
      { id: "neighbours", type: "fill", source: "base", filter: ["==", ["get", "role"], "neighbour"], paint: { "fill-color": colours.neighbour } },
      { id: "coast", type: "line", source: "base", filter: ["==", ["get", "role"], "country"], paint: { "line-color": colours.coast, "line-width": 0.7 } },
      { id: "borders", type: "line", source: "base", filter: ["==", ["get", "role"], "border"], paint: { "line-color": colours.border, "line-width": 0.8 } },
      {
        id: "outline-fill",
        type: "fill",
        source: "outlines",
        paint: {
          "fill-color": step("shown") as never,
          "fill-opacity": ["interpolate", ["linear"], ["zoom"], NEARER_ZOOM, 0.78, NEARER_ZOOM + 1, 0.18],
        },
      },
      {
        id: "cells",
        type: "fill",
        source: "cells",
        minzoom: NEARER_ZOOM - 0.5,
        paint: {
          "fill-color": colours.outline,
          "fill-opacity": ["interpolate", ["linear"], ["get", "level"], 1, 0.15, 5, 0.85],
          "fill-outline-color": colours.land,
        },
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
          "text-font": ["sans-serif"],
        },
        paint: { "text-color": colours.text, "text-halo-color": colours.halo, "text-halo-width": 1.6 },
      },
    ],
  };
}

export interface MapProps {
  ranking: Ranking;
  rows: Row[];
  /** Per cent that colours a cluster: its percentage, or its share of one factor. */
  shown: ReadonlyMap<string, number>;
  outlines: FeatureCollection | null;
  cells: FeatureCollection | null;
  towns: FeatureCollection | null;
  selected: string | null;
  hovered: string | null;
  place: { latitude: number; longitude: number; name: string } | null;
  /** Whether a folded map was opened: its size has changed then. */
  visible: boolean;
  onOpen: (id: string) => void;
  onHover: (id: string | null) => void;
}

/** The map: outlines by share, hexagons of activity when nearer, towns by name. */
export default function MapView(props: MapProps) {
  const holder = useRef<HTMLDivElement>(null);
  const map = useRef<MapLibre | null>(null);
  const [ready, setReady] = useState(false);
  const [drawn, setDrawn] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    let made: MapLibre;
    try {
      made = new maplibregl.Map({
        container: holder.current!,
        style: style(),
        bounds: COUNTRY,
        fitBoundsOptions: { padding: 8 },
        maxBounds: [
          [-16, 47],
          [8, 63],
        ],
        attributionControl: { compact: true },
        dragRotate: false,
        pitchWithRotate: false,
        fadeDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
      });
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
      return;
    }
    made.touchZoomRotate.disableRotation();
    made.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
    made.getCanvas().setAttribute("aria-label", "Map of the clusters; the table holds the same figures");
    const tip = new maplibregl.Popup({ closeButton: false, closeOnClick: false, className: "tip" });
    made.on("load", () => {
      map.current = made;
      setReady(true);
    });
    made.on("idle", () => setDrawn(true));
    made.on("dataloading", () => setDrawn(false));
    made.on("mousemove", "outline-fill", (event) => {
      const id = event.features?.[0]?.id;
      if (typeof id !== "string") return;
      made.getCanvas().style.cursor = "pointer";
      latest.current.onHover(id);
      const row = latest.current.rows.find((one) => one.cluster.id === id);
      if (row !== undefined) tip.setLngLat(event.lngLat).setDOMContent(tipOf(row)).addTo(made);
    });
    made.on("mouseleave", "outline-fill", () => {
      made.getCanvas().style.cursor = "";
      latest.current.onHover(null);
      tip.remove();
    });
    made.on("click", "outline-fill", (event) => {
      const id = event.features?.[0]?.id;
      if (typeof id === "string") latest.current.onOpen(id);
    });
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const recolour = () => {
      setReady(false);
      made.setStyle(style());
      made.once("styledata", () => setReady(true));
    };
    dark.addEventListener("change", recolour);
    return () => {
      dark.removeEventListener("change", recolour);
      map.current = null;
      made.remove();
    };
  }, []);

  useEffect(() => {
    map.current?.resize();
  }, [ready, props.visible]);

  useEffect(() => {
    if (!ready || props.outlines === null) return;
    const features = props.outlines.features
      .filter((feature) => props.shown.has(String(feature.properties?.["cluster_id"])))
      .map((feature) => ({
        ...feature,
        properties: { ...feature.properties, shown: props.shown.get(String(feature.properties?.["cluster_id"])) ?? 0 },
      }));
    source(map.current, "outlines")?.setData({ type: "FeatureCollection", features });
  }, [ready, props.outlines, props.shown]);

  useEffect(() => {
    if (ready && props.cells !== null) source(map.current, "cells")?.setData(props.cells);
  }, [ready, props.cells]);

  useEffect(() => {
    if (ready) source(map.current, "towns")?.setData(labelsOf(props.towns, props.rows, props.place));
  }, [ready, props.towns, props.rows, props.place]);

  useEffect(() => {
    const view = map.current;
    if (!ready || view === null) return;
    const marks = [
      [props.selected, "selected"],
      [props.hovered, "hovered"],
    ] as const;
    for (const [id, state] of marks) {
      if (id !== null) view.setFeatureState({ source: "outlines", id }, { [state]: true });
    }
    return () => {
      for (const [id, state] of marks) {
        if (id !== null && view.getSource("outlines") !== undefined) view.setFeatureState({ source: "outlines", id }, { [state]: false });
      }
    };
  }, [ready, props.selected, props.hovered, props.outlines]);

  useEffect(() => {
    const view = map.current;
    if (!ready || view === null) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const points =
      props.place !== null ? [[props.place.longitude, props.place.latitude] as [number, number]] : cornersOf(props.outlines, props.selected);
    if (points.length === 0) return;
    const bounds = new maplibregl.LngLatBounds();
    points.forEach((point) => bounds.extend(point));
    view.fitBounds(bounds, { padding: 90, maxZoom: 8.2, animate: !still });
  }, [ready, props.outlines, props.selected, props.place?.name]);

  if (failed !== null) {
    return <p class="empty">The map needs WebGL, which this browser does not offer. The table holds the same figures.</p>;
  }
  return <div class="map" ref={holder} data-drawn={ready && drawn} />;
}

function source(map: MapLibre | null, id: string): GeoJSONSource | undefined {
  return map?.getSource(id) as GeoJSONSource | undefined;
}

function tipOf(row: Row): HTMLElement {
  const box = document.createElement("div");
  const name = document.createElement("strong");
  name.textContent = row.cluster.name;
  const line = document.createElement("div");
  const interval = row.cluster.interval;
  line.textContent = `rank ${row.rank}${interval === null ? "" : ` (${couldBe(interval.lowRank, interval.highRank)})`} · ${percent(row.percentage)}`;
  box.append(name, line);
  return box;
}

function cornersOf(outlines: FeatureCollection | null, id: string | null): [number, number][] {
  const geometry = outlines?.features.find((feature) => feature.properties?.["cluster_id"] === id)?.geometry;
  if (geometry?.type === "Polygon") return geometry.coordinates.flat() as [number, number][];
  if (geometry?.type === "MultiPolygon") return geometry.coordinates.flat(2) as [number, number][];
  return [];
}

/** Towns of the ranked clusters, first names of leading clusters first, and the place that was looked for. */
function labelsOf(towns: FeatureCollection | null, rows: readonly Row[], place: MapProps["place"]): FeatureCollection {
  const ranks = new Map(rows.map((row) => [row.cluster.id, row.rank]));
  const features = (towns?.features ?? []).map((feature) => {
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
