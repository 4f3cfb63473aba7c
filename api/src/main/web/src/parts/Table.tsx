import { useState } from "preact/hooks";
import type { Change, Cluster, Ranking } from "../types";
import type { Row } from "../whatif";
import { couldBe, percent, rankText } from "../words";
import { RankBand } from "./RankBand";
import { Spark } from "./Spark";

type Column = "rank" | "name" | "regions" | "percentage" | "change";

const ORDER: Record<Column, (a: Row, b: Row) => number> = {
  rank: (a, b) => a.rank - b.rank,
  name: (a, b) => a.cluster.name.localeCompare(b.cluster.name, "en-GB"),
  regions: (a, b) => a.cluster.regions.join().localeCompare(b.cluster.regions.join(), "en-GB") || a.rank - b.rank,
  percentage: (a, b) => b.percentage - a.percentage,
  change: (a, b) => (b.cluster.change?.points ?? -1e9) - (a.cluster.change?.points ?? -1e9),
};

function ChangeCell(props: { change: Change | null; history: readonly number[] }) {
  const { change } = props;
  if (change === null) return <span class="quiet">new</span>;
  return (
    <>
      <Spark values={props.history} />
      {change.significant && Math.abs(change.points) >= 0.05 ? (
        <span>
          {change.points > 0 ? "▲ +" : "▼ −"}
          {Math.abs(change.points).toFixed(1)}
        </span>
      ) : (
        <span class="quiet" title={`${change.points > 0 ? "+" : "−"}${Math.abs(change.points).toFixed(2)} points, within what chance would give`}>
          ≈
        </span>
      )}
    </>
  );
}

export function Table(props: {
  ranking: Ranking;
  rows: Row[];
  elsewhere: number;
  hypothetical: boolean;
  selected: string | null;
  hovered: string | null;
  since: string | null;
  onOpen: (id: string) => void;
  onHover: (id: string | null) => void;
}) {
  const [column, setColumn] = useState<Column>("rank");
  const [backwards, setBackwards] = useState(false);
  const rows = [...props.rows].sort((a, b) => ORDER[column](a, b));
  if (backwards) rows.reverse();
  const largest = Math.max(1, ...props.rows.map((row) => row.percentage));
  const last = props.rows.length;
  const withChange = props.since !== null && !props.hypothetical;

  const sortBy = (chosen: Column) => {
    setBackwards(chosen === column ? !backwards : false);
    setColumn(chosen);
  };
  const head = (one: Column, label: string, note?: string) => (
    <th scope="col" class={`col-${one}`} aria-sort={column === one ? (backwards ? "descending" : "ascending") : "none"}>
      <button type="button" class="sort" onClick={() => sortBy(one)} title={note ?? `Sort by ${label.toLowerCase()}`}>
        {label}
        <span aria-hidden="true">{column === one ? (backwards ? " ↑" : " ↓") : ""}</span>
      </button>
    </th>
  );

  return (
    <table class="ranking">
      <caption class="hidden">
        {props.ranking.title}: clusters with rank, the ranks they could have, regions and share of national activity
      </caption>
      <thead>
        <tr>
          {head("rank", "Rank")}
          <th scope="col" class="col-band">
            {props.hypothetical ? "Any weights" : "Could be"}
          </th>
          {head("name", "Cluster")}
          {head("percentage", "Share")}
          {withChange && head("change", `Since ${props.since}`, "Change in points; ≈ where it could be chance")}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.cluster.id}
            data-cluster={row.cluster.id}
            class={`${row.cluster.id === props.selected ? "selected" : ""} ${row.cluster.id === props.hovered ? "hovered" : ""}`}
            onMouseEnter={() => props.onHover(row.cluster.id)}
            onMouseLeave={() => props.onHover(null)}
          >
            <td class="col-rank">
              {rankText(row, props.rows)}
              {props.hypothetical && (
                <span class="official" title="official rank">
                  {row.officialRank}
                </span>
              )}
            </td>
            <td class="col-band">
              <RankBand rank={row.rank} interval={row.cluster.interval} last={last} anyWeights={props.hypothetical} />
            </td>
            <td class="col-name">
              <a
                href={`#${row.cluster.id}`}
                onFocus={() => props.onHover(row.cluster.id)}
                onBlur={() => props.onHover(null)}
                onClick={(event) => {
                  event.preventDefault();
                  props.onOpen(row.cluster.id);
                }}
              >
                {row.cluster.name}
              </a>
              <span class="regions">{row.cluster.regions.join(", ")}</span>
              {row.cluster.interval !== null && (
                <span class="hidden">{couldBe(row.cluster.interval.lowRank, row.cluster.interval.highRank)}</span>
              )}
            </td>
            <ShareCell percentage={row.percentage} largest={largest} />
            {withChange && (
              <td class="col-change">
                <ChangeCell change={row.cluster.change} history={row.cluster.recent ?? []} />
              </td>
            )}
          </tr>
        ))}
        <ElsewhereRow elsewhere={props.ranking.elsewhere} percentage={props.elsewhere} largest={largest} withChange={withChange} />
      </tbody>
    </table>
  );
}

function ShareCell(props: { percentage: number; largest: number }) {
  return (
    <td class="col-percentage">
      <span class="number">{percent(props.percentage)}</span>
      <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect width={Math.min(100, (100 * props.percentage) / props.largest)} height="4" />
      </svg>
    </td>
  );
}

function ElsewhereRow(props: { elsewhere: Cluster; percentage: number; largest: number; withChange: boolean }) {
  return (
    <tr class="elsewhere">
      <td class="col-rank">–</td>
      <td class="col-band" />
      <td class="col-name">
        {props.elsewhere.name}
        <span class="regions">all places outside the clusters</span>
      </td>
      <ShareCell percentage={props.percentage} largest={props.largest} />
      {props.withChange && <td class="col-change" />}
    </tr>
  );
}
