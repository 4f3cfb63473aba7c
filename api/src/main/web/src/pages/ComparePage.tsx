import { useApi } from "../api";
import { Loading, ProblemNote } from "../parts/State";
import type { Comparison, Edition, Releases } from "../types";
import { SECTORS, useNarrow, type Go, type View } from "../view";
import { monthName, percent } from "../words";

const ROW = 22;
const SHOWN = 15;

/** Two editions side by side: a slope for each cluster, and the movers with the causes. */
export function ComparePage(props: { view: View; go: Go; path: string | null; edition: Edition | null; releases: Releases | null; revision: number }) {
  const { view, go, path, edition } = props;
  const others = (props.releases?.releases ?? []).filter((release) => release.state === "published" && release.id !== edition?.id);
  const other = view.other ?? edition?.previous ?? others[0]?.id ?? null;
  const compared = useApi<Comparison>(path === null || other === null ? null : `/${path}/compare?with=${other}`, props.revision);
  const sector = compared.data?.sectors.find((one) => one.sector === view.sector);
  return (
    <div class="text">
      <h2>What changed</h2>
      {other === null ? (
        <p>There is nothing to compare with yet: a second release is needed.</p>
      ) : (
        <p>
          <label>
            Since{" "}
            <select value={other} onChange={(event) => go({ other: event.currentTarget.value })}>
              {others.map((release) => (
                <option key={release.id} value={release.id}>
                  {monthName(release.month)}, version {release.version}
                </option>
              ))}
            </select>
          </label>{" "}
          <label>
            in{" "}
            <select value={view.sector} onChange={(event) => go({ sector: event.currentTarget.value })}>
              {SECTORS.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.title}
                </option>
              ))}
            </select>
          </label>
        </p>
      )}
      {compared.problem !== null && <ProblemNote problem={compared.problem} />}
      {other !== null && compared.problem === null && (sector === undefined ? <Loading lines={12} what="the comparison" /> : <Changes sector={sector} />)}
    </div>
  );
}

function Changes(props: { sector: Comparison["sectors"][number] }) {
  const { sector } = props;
  const agreement = [
    ["Kendall’s tau-b", sector.kendallTauB],
    ["rank-biased overlap", sector.rankBiasedOverlap],
    ["overlap of the first ten", sector.overlapAtTen],
  ] as const;
  const movers = [...sector.clusters].sort((a, b) => Math.abs(b.points ?? 0) - Math.abs(a.points ?? 0) || a.id.localeCompare(b.id));
  return (
    <div class="two">
      <section aria-labelledby="ranks">
        <h3 id="ranks">Ranks of the first {SHOWN}</h3>
        <Slopes clusters={sector.clusters} />
        <p class="small quiet">
          Agreement of the two rankings (1 is the same order): {agreement.map(([name, value]) => `${name} ${value === null ? "–" : value.toFixed(2)}`).join(", ")}.
        </p>
      </section>
      <section aria-labelledby="movers">
        <h3 id="movers">Movers, and why</h3>
        <div class="scroll" tabIndex={0} role="group" aria-label="Table of movers">
          <table>
            <thead>
              <tr>
                <th scope="col">Cluster</th>
                <th scope="col">Rank</th>
                <th scope="col" class="figure">
                  Share
                </th>
                <th scope="col" class="figure">
                  Change in points
                </th>
                <th scope="col" class="figure">
                  by activity
                </th>
                <th scope="col" class="figure">
                  by boundary
                </th>
                <th scope="col" class="figure">
                  by method
                </th>
              </tr>
            </thead>
            <tbody>
              {movers.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{one.name}</th>
                  <td class="nowrap">{one.rank === null && one.rankBefore === null ? "" : `${one.rankBefore ?? "–"} → ${one.rank ?? "–"}`}</td>
                  <td class="figure">{one.percentage === null ? "–" : percent(one.percentage)}</td>
                  <td class="figure">{one.status === "continued" ? `${signed(one.points)}${one.significant === true ? "" : " ≈"}` : one.status}</td>
                  <td class="figure">{signed(one.parts?.activity ?? null)}</td>
                  <td class="figure">{signed(one.parts?.boundary ?? null)}</td>
                  <td class="figure">{signed(one.parts?.method ?? null)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p class="small quiet">
          ≈ marks a change that could be chance. Activity: new and gone signals inside the old boundary; boundary: cells that changed cluster; method: other numbers or another classifier.
        </p>
      </section>
    </div>
  );
}

function signed(points: number | null): string {
  if (points === null) return "–";
  if (Math.abs(points) < 0.005) return "0.00";
  return `${points > 0 ? "+" : "−"}${Math.abs(points).toFixed(2)}`;
}

/** Lines from the rank before to the rank now; names are shorter on a narrow screen. */
function Slopes(props: { clusters: Comparison["sectors"][number]["clusters"] }) {
  const narrow = useNarrow();
  const { width, names, letters } = narrow ? { width: 344, names: 128, letters: 16 } : { width: 640, names: 240, letters: 32 };
  const rows = props.clusters.filter((one) => (one.rank ?? 99) <= SHOWN && (one.rankBefore ?? 99) <= SHOWN);
  const last = Math.max(1, ...rows.flatMap((one) => [one.rank!, one.rankBefore!]));
  const height = 30 + last * ROW;
  const y = (rank: number) => 32 + (rank - 1) * ROW;
  const right = width - names;
  return (
    <svg class="slopes" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Ranks before and now of the first ${SHOWN}; the table holds the same figures`}>
      <text class="heading" x={names} y="12" text-anchor="end">
        before
      </text>
      <text class="heading" x={right} y="12">
        now
      </text>
      {rows.map((one) => {
        const way = one.rank! < one.rankBefore! ? "up" : one.rank! > one.rankBefore! ? "down" : "same";
        return (
          <g key={one.id} class={way}>
            <text x={names} y={y(one.rankBefore!) + 4} text-anchor="end">
              {shorten(one.name, letters)} {one.rankBefore}
            </text>
            <line x1={names + 8} x2={right - 8} y1={y(one.rankBefore!)} y2={y(one.rank!)} />
            <text x={right} y={y(one.rank!) + 4}>
              {one.rank} {shorten(one.name, letters)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** As many whole towns as there is room for: "Leeds, Bradford, …". */
function shorten(name: string, letters: number): string {
  if (name.length <= letters) return name;
  const towns = name.split(", ");
  let kept = towns[0]!;
  for (const town of towns.slice(1)) {
    if (kept.length + town.length + 5 > letters) break;
    kept += `, ${town}`;
  }
  return kept.length + 3 <= letters ? `${kept}, …` : `${kept.slice(0, letters - 1)}…`;
}
