// Makes src/basemap.json: coast and neighbours from Natural Earth (npm package world-atlas, public domain), and region borders
// between the gazetteer's places (Voronoi edges whose two places lie in different regions, kept where they cross land).
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Delaunay } from "d3-delaunay";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
// Wider than the map can be moved, so that no cut edge is ever seen.
const BOX = { west: -20, south: 44, east: 12, north: 65 };
const UNITED_KINGDOM = "826";
/** Drawn as finely as the country itself: they share its waters. */
const NEAR = new Set(["372", "833"]);
/** France, Belgium, Luxembourg, the Netherlands, Germany, Denmark, Norway, Switzerland, Italy, Austria, Faroe and Channel Islands. */
const FAR = new Set(["250", "056", "442", "528", "276", "208", "578", "756", "380", "040", "234", "831", "832"]);

/** Sutherland-Hodgman against one side of the box. */
function clipSide(ring, inside, cross) {
  const result = [];
  ring.forEach((point, i) => {
    const before = ring[(i + ring.length - 1) % ring.length];
    if (inside(point)) {
      if (!inside(before)) result.push(cross(before, point));
      result.push(point);
    } else if (inside(before)) {
      result.push(cross(before, point));
    }
  });
  return result;
}

function clip(ring) {
  const atX = (x) => (a, b) => [x, a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0])];
  const atY = (y) => (a, b) => [a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]), y];
  let open = ring.slice(0, -1);
  open = clipSide(open, (p) => p[0] >= BOX.west, atX(BOX.west));
  open = clipSide(open, (p) => p[0] <= BOX.east, atX(BOX.east));
  open = clipSide(open, (p) => p[1] >= BOX.south, atY(BOX.south));
  open = clipSide(open, (p) => p[1] <= BOX.north, atY(BOX.north));
  return open.length < 3 ? null : [...open, open[0]];
}

const round = (value, digits) => Number(value.toFixed(digits));

function polygons(geometry) {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

function land(countries, ids) {
  return countries
    .filter((country) => ids.has(String(country.id)))
    .flatMap((country) => polygons(country.geometry))
    .map((rings) => rings.map(clip).filter((ring) => ring !== null))
    .filter((rings) => rings.length > 0)
    .map((rings) => rings.map((ring) => ring.map(([x, y]) => [round(x, 3), round(y, 3)])));
}

function within(point, rings) {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i];
      const [xj, yj] = ring[j];
      if (yi > point[1] !== yj > point[1] && point[0] < ((xj - xi) * (point[1] - yi)) / (yj - yi) + xi) {
        inside = !inside;
      }
    }
  }
  return inside;
}

/** Minimal CSV: the gazetteer quotes a field only where it holds a comma. */
function rows(text) {
  const [header, ...lines] = text.trim().split(/\r?\n/).map((line) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((m) => m[1].replace(/^"|"$/g, "").replace(/""/g, '"')),
  );
  return lines.map((line) => Object.fromEntries(header.map((name, i) => [name, line[i]])));
}

function borders(places, country) {
  const points = places.map((place) => [Number(place.lon) * 0.58, Number(place.lat)]);
  const delaunay = Delaunay.from(points);
  const { triangles, halfedges } = delaunay;
  const { circumcenters } = delaunay.voronoi([BOX.west * 0.58, BOX.south, BOX.east * 0.58, BOX.north]);
  const centre = (triangle) => [circumcenters[2 * triangle] / 0.58, circumcenters[2 * triangle + 1]];
  const lines = [];
  halfedges.forEach((opposite, edge) => {
    if (opposite < edge) return;
    if (places[triangles[edge]].region === places[triangles[opposite]].region) return;
    const from = centre(Math.floor(edge / 3));
    const to = centre(Math.floor(opposite / 3));
    const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    if (country.some((rings) => within(middle, rings))) {
      lines.push([from, to].map(([x, y]) => [round(x, 3), round(y, 3)]));
    }
  });
  return lines;
}

function atlas(scale) {
  const read = JSON.parse(readFileSync(require.resolve(`world-atlas/countries-${scale}.json`), "utf8"));
  return feature(read, read.objects.countries).features;
}

const fine = atlas("10m");
const country = land(fine, new Set([UNITED_KINGDOM]));
const gazetteer = new URL("../../../../../common/src/main/resources/place/gazetteer.csv", import.meta.url);
const places = rows(readFileSync(gazetteer, "utf8"));

const collection = (type, coordinates, role) => ({
  type: "Feature",
  properties: { role },
  geometry: { type, coordinates },
});
const basemap = {
  type: "FeatureCollection",
  features: [
    collection("MultiPolygon", [...land(fine, NEAR), ...land(atlas("50m"), FAR)], "neighbour"),
    collection("MultiPolygon", country, "country"),
    collection("MultiLineString", borders(places, country), "border"),
  ],
};
writeFileSync(new URL("../src/basemap.json", import.meta.url), JSON.stringify(basemap));
console.log(`basemap: ${country.length} islands, ${basemap.features[2].geometry.coordinates.length} border segments`);
