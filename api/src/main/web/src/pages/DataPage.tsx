import { useApi } from "../api";
import { Loading } from "../parts/State";
import type { Edition } from "../types";

/** A file of the Frictionless description, with its columns where it has any. */
interface Resource {
  name: string;
  title: string;
  format: string;
  schema: { fields: { name: string; type: string; description: string }[] } | null;
}

const FORMATS: Record<string, string> = {
  "text/csv": "CSV",
  "application/geo+json": "GeoJSON",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
  "application/vnd.apache.parquet": "Parquet",
  "application/json": "JSON",
  "application/ld+json": "JSON-LD",
  "text/html": "HTML",
  "application/pdf": "PDF",
};

function format(mediaType: string): string {
  return FORMATS[mediaType.split(";")[0]!] ?? mediaType;
}

function size(bytes: number | null): string {
  if (bytes === null) return "–";
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Every download with its size, columns and licence. */
export function DataPage(props: { edition: Edition | null; path: string | null }) {
  const described = useApi<{ resources: Resource[] }>(props.path === null ? null : `/${props.path}/datapackage.json`);
  if (props.edition === null || props.path === null) return <Loading lines={10} what="the downloads" />;
  const table = described.data?.resources.find((one) => one.schema !== null)?.schema;
  return (
    <div class="text">
      <h2>Download all of it</h2>
      <p>
        Every table of this edition, whole, under{" "}
        <a href={props.edition.licence.url} rel="noopener noreferrer">
          {props.edition.licence.name}
        </a>
        . The column <code>cluster_id</code> is the same in all of them and from release to release.
      </p>
      <div class="two">
        <div>
          <section aria-labelledby="files">
            <h3 id="files">Files</h3>
            <table>
              <thead>
                <tr>
                  <th scope="col">What</th>
                  <th scope="col">Format</th>
                  <th scope="col" class="figure">
                    Size
                  </th>
                </tr>
              </thead>
              <tbody>
                {props.edition.downloads.map((download) => (
                  <tr key={download.href}>
                    <td>
                      <a href={download.href}>{download.title}</a>
                    </td>
                    <td title={download.mediaType}>{format(download.mediaType)}</td>
                    <td class="figure">{size(download.bytes)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <section aria-labelledby="programs">
            <h3 id="programs">For programs</h3>
            <p>
              <a href={`/api/v1/${props.path}/datapackage.json`}>datapackage.json</a> (Frictionless) names every column with its type;{" "}
              <a href="/api/v1/openapi.json">openapi.json</a> describes the API; <a href="/api/v1/feed.atom">feed.atom</a> tells of new releases. Releases never change: an address with a
              version gives the same bytes for ever.
            </p>
            <pre tabIndex={0}>{`# shell
curl ${location.origin}/api/v1/releases/latest/clusters.csv

# Python
import csv, io, urllib.request
address = "${location.origin}/api/v1/releases/latest/clusters.csv"
rows = list(csv.DictReader(io.TextIOWrapper(urllib.request.urlopen(address), "utf-8")))

# R
index <- read.csv("${location.origin}/api/v1/releases/latest/clusters.csv")`}</pre>
          </section>
        </div>
        <section aria-labelledby="columns">
          <h3 id="columns">Columns of the tables</h3>
          {table === undefined || table === null ? (
            <Loading lines={12} what="the columns" />
          ) : (
            <div class="scroll" tabIndex={0} role="group" aria-label="Columns of the tables">
              <table class="small">
                <thead>
                  <tr>
                    <th scope="col">Column</th>
                    <th scope="col">Type</th>
                    <th scope="col">What it says</th>
                  </tr>
                </thead>
                <tbody>
                  {table.fields.map((field) => (
                    <tr key={field.name}>
                      <th scope="row">
                        <code>{breakable(field.name)}</code>
                      </th>
                      <td>{field.type}</td>
                      <td>{field.description}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
      </div>
    </div>
  );
}

/** Long names of columns may break after an underscore. */
function breakable(name: string) {
  return name.split(/(?<=_)/).map((part, i) => [i > 0 && <wbr key={i} />, part]);
}
