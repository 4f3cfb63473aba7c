import { Loading } from "../parts/State";
import type { Edition } from "../types";

function size(bytes: number | null): string {
  if (bytes === null) return "–";
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Every download with its size, columns and licence. */
export function DataPage(props: { edition: Edition | null; path: string | null }) {
  if (props.edition === null || props.path === null) return <Loading lines={10} what="the downloads" />;
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
      <div class="scroll" tabIndex={0} role="group" aria-label="Table">
        <table>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Format</th>
              <th scope="col">Size</th>
            </tr>
          </thead>
          <tbody>
            {props.edition.downloads.map((download) => (
              <tr key={download.href}>
                <td>
                  <a href={download.href}>{download.title}</a>
                </td>
                <td>{download.mediaType}</td>
                <td>{size(download.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>For programs</h2>
      <p>
        <a href={`/api/v1/${props.path}/datapackage.json`}>datapackage.json</a> (Frictionless) names every column with its type;{" "}
        <a href="/api/v1/openapi.json">openapi.json</a> describes the API; <a href="/api/v1/feed.atom">feed.atom</a> tells of new releases. Releases never change: an address with a
        version gives the same bytes for ever.
      </p>
      <pre tabIndex={0}>{`curl ${location.origin}/api/v1/releases/latest/clusters.csv

import csv, io, urllib.request
address = "${location.origin}/api/v1/releases/latest/clusters.csv"
rows = list(csv.DictReader(io.TextIOWrapper(urllib.request.urlopen(address), "utf-8")))

index <- read.csv("${location.origin}/api/v1/releases/latest/clusters.csv")`}</pre>
    </div>
  );
}
