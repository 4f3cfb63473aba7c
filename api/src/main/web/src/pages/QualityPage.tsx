import { useApi } from "../api";
import { Loading, ProblemNote } from "../parts/State";
import type { Quality, QualitySource } from "../types";
import { SECTORS } from "../view";
import { dateWords, list } from "../words";

const KINDS = ["business", "event", "institution", "publication"] as const;
const KIND_TITLES: Record<string, string> = { business: "Businesses", event: "Events", institution: "Institutions", publication: "Publications" };

/** Sources with freshness and coverage, and the signals that were refused. */
export function QualityPage(props: { path: string | null; revision: number }) {
  const loaded = useApi<Quality>(props.path === null ? null : `/${props.path}/quality`, props.revision);
  const quality = loaded.data;
  return (
    <div class="text">
      <h2>What the index is made from</h2>
      {loaded.problem !== null && <ProblemNote problem={loaded.problem} />}
      {loaded.problem === null && quality === null && <Loading lines={10} what="the sources" />}
      {quality !== null && quality.sources.length === 0 && <p>No signals are stored yet. They appear here as soon as the first are published.</p>}
      {quality !== null && quality.sources.length > 0 && (
        <>
          <p>
            {list(sourceNames(quality).map((name) => `“${name}”`))} {sourceNames(quality).length === 1 ? "is the only source" : "are the sources"}. The newest signal was observed on{" "}
            {dateWords(newest(quality.sources), false)}
            {quality.countedAt !== null && <>; all was counted on {dateWords(quality.countedAt)}</>}. Counts are rounded down to tens, and counts below ten are not shown.
          </p>
          <div class="two">
            <Coverage sources={quality.sources} />
            <div>
              <BySource sources={quality.sources} />
              <BySector counts={quality.counts} />
              <RefusedSignals refused={quality.refused} />
              {quality.classifier !== null && (
                <p class="small quiet">
                  Sectors by classifier {quality.classifier}
                  {quality.software !== null && <>, made by techindex {quality.software}</>}.
                </p>
              )}
            </div>
          </div>
        </>
      )}
    </div>
  );
}

function sourceNames(quality: Quality): string[] {
  return [...new Set(quality.sources.map((one) => one.source))].sort();
}

function newest(sources: readonly QualitySource[]): string {
  return sources.map((one) => one.latest).reduce((a, b) => (a > b ? a : b), "");
}

/** Counts added up: null where every one of them is below ten. */
function together(counts: readonly (number | null)[]): number | null {
  const known = counts.filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}

function Count(props: { counts: readonly (number | null)[] }) {
  if (props.counts.length === 0) return <td class="figure quiet">none</td>;
  const all = together(props.counts);
  if (all === null) return <td class="figure quiet">under 10</td>;
  const more = props.counts.includes(null) ? " or more" : "";
  return (
    <td class="figure">
      {all.toLocaleString("en-GB")}
      {more}
    </td>
  );
}

function KindHeadings() {
  return (
    <>
      {KINDS.map((kind) => (
        <th key={kind} scope="col" class="figure">
          {KIND_TITLES[kind]}
        </th>
      ))}
    </>
  );
}

function Coverage(props: { sources: readonly QualitySource[] }) {
  const regions = [...new Set(props.sources.map((one) => one.region))];
  return (
    <section aria-labelledby="coverage">
      <h3 id="coverage">Signals by region</h3>
      <div class="scroll" tabIndex={0} role="group" aria-label="Table of signals by region">
        <table>
          <thead>
            <tr>
              <th scope="col">Region</th>
              <KindHeadings />
              <th scope="col" class="date">
                Newest
              </th>
            </tr>
          </thead>
          <tbody>
            {regions.map((region) => {
              const here = props.sources.filter((one) => one.region === region);
              return (
                <tr key={region}>
                  <th scope="row">{region ?? "no region"}</th>
                  {KINDS.map((kind) => (
                    <Count key={kind} counts={here.filter((one) => one.kind === kind).map((one) => one.signals)} />
                  ))}
                  <td class="date">{dateWords(newest(here), false)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function BySource(props: { sources: readonly QualitySource[] }) {
  const pairs = new Map<string, QualitySource[]>();
  for (const one of props.sources) {
    const key = `${one.source}|${one.kind}`;
    pairs.set(key, [...(pairs.get(key) ?? []), one]);
  }
  return (
    <section aria-labelledby="sources">
      <h3 id="sources">Signals by source</h3>
      <div class="scroll" tabIndex={0} role="group" aria-label="Table of signals by source">
        <table>
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">Kind</th>
              <th scope="col" class="figure">
                Signals
              </th>
              <th scope="col" class="figure">
                Regions
              </th>
              <th scope="col" class="date">
                Newest
              </th>
            </tr>
          </thead>
          <tbody>
            {[...pairs].map(([key, rows]) => (
              <tr key={key}>
                <th scope="row">{rows[0]!.source}</th>
                <td>{KIND_TITLES[rows[0]!.kind] ?? rows[0]!.kind}</td>
                <Count counts={rows.map((one) => one.signals)} />
                <td class="figure">{rows.filter((one) => one.region !== null).length}</td>
                <td class="date">{dateWords(newest(rows), false)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function BySector(props: { counts: Quality["counts"] }) {
  if (props.counts.length === 0) return null;
  const sectors = SECTORS.filter((sector) => props.counts.some((one) => one.sector === sector.id));
  return (
    <section aria-labelledby="sectors">
      <h3 id="sectors">Signals by sector</h3>
      <div class="scroll" tabIndex={0} role="group" aria-label="Table of signals by sector">
        <table>
          <thead>
            <tr>
              <th scope="col">Sector</th>
              <KindHeadings />
            </tr>
          </thead>
          <tbody>
            {sectors.map((sector) => (
              <tr key={sector.id}>
                <th scope="row">{sector.title}</th>
                {KINDS.map((kind) => (
                  <Count key={kind} counts={props.counts.filter((one) => one.sector === sector.id && one.kind === kind).map((one) => one.signals)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="small quiet">A signal of two sectors counts in both, a publication at each of its institutions.</p>
    </section>
  );
}

function RefusedSignals(props: { refused: Quality["refused"] }) {
  return (
    <section aria-labelledby="refused">
      <h3 id="refused">Refused signals</h3>
      {props.refused.length === 0 ? (
        <p>None were refused.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Stage: field, and the rule it broke</th>
              <th scope="col" class="figure">
                Signals
              </th>
            </tr>
          </thead>
          <tbody>
            {props.refused.map((one) => (
              <tr key={one.reason}>
                <th scope="row">{one.reason}</th>
                <td class="figure">{one.count.toLocaleString("en-GB")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
