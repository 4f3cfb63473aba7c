import { useEffect, useRef } from "preact/hooks";
import { useApi } from "../api";
import type { ClusterDetail, LargestSignal, Signals } from "../types";
import { couldBe, factorTitle, list, monthName, percent, ranks } from "../words";
import { ContributionBar } from "./ContributionBar";
import { History } from "./History";
import { Loading, ProblemNote } from "./State";

/** Why a cluster stands where it stands: its factors, towns, specialisms, signals and history. */
export function ClusterPanel(props: { edition: string; sector: string; id: string; revision: number; onClose: () => void }) {
  const path = `/${props.edition}/clusters/${props.id}`;
  const detail = useApi<ClusterDetail>(path, props.revision);
  const signals = useApi<Signals>(`${path}/signals?limit=5`, props.revision);
  const title = useRef<HTMLHeadingElement>(null);
  const shown = detail.data?.cluster.id ?? null;
  useEffect(() => title.current?.focus(), [shown]);

  if (detail.problem !== null) {
    return (
      <section class="cluster card">
        <ProblemNote problem={detail.problem}>
          <button type="button" onClick={props.onClose}>
            Back to the table
          </button>
        </ProblemNote>
      </section>
    );
  }
  if (detail.data === null) {
    return (
      <section class="cluster card">
        <Loading lines={12} what="the cluster" />
      </section>
    );
  }
  const { cluster, factors, towns, specialisms, history, changes } = detail.data;
  const contributions = factors.flatMap(({ factor, contribution }) => (contribution === null ? [] : [{ factor, contribution }]));
  return (
    <section class="cluster card" aria-labelledby="cluster-title" onKeyDown={(event) => event.key === "Escape" && props.onClose()}>
      <header>
        <div>
          <h2 id="cluster-title" tabIndex={-1} ref={title}>
            {cluster.name}
          </h2>
          <p class="quiet">{cluster.regions.join(", ")}</p>
        </div>
        <button type="button" onClick={props.onClose} aria-label="Close the cluster and show the table">
          Close
        </button>
      </header>
      <p>
        <b>{percent(cluster.percentage)}</b> of the country’s {detail.data.sector === "all-sectors" ? "activity in all five sectors" : `${detail.data.title} activity`}
        {cluster.interval !== null && (
          <>
            {" "}
            (between {cluster.interval.lowPercentage.toFixed(1)} and {percent(cluster.interval.highPercentage)}). Rank {cluster.rankText}
            {cluster.interval.lowRank === cluster.interval.highRank ? " for certain" : `, ${couldBe(cluster.interval.lowRank, cluster.interval.highRank)}`}; under any
            weights {ranks(cluster.interval.lowRankAnyWeights, cluster.interval.highRankAnyWeights)}
          </>
        )}
        .
      </p>

      <h3>Why</h3>
      {contributions.length === 0 ? (
        <p class="quiet">The factors are withheld: fewer than ten organisations.</p>
      ) : (
        <ContributionBar shares={contributions} percentage={cluster.percentage} />
      )}

      {specialisms.length > 0 && (
        <>
          <h3>What it is special in</h3>
          <p>{detail.data.specialisation}.</p>
          <table class="small">
            <thead>
              <tr>
                <th scope="col">Sector</th>
                <th scope="col">Quotient</th>
                <th scope="col">After shrinking</th>
                <th scope="col">Is it chance?</th>
              </tr>
            </thead>
            <tbody>
              {[...specialisms]
                .sort((a, b) => b.shrunkQuotient - a.shrunkQuotient)
                .map((one) => (
                  <tr key={one.sector}>
                    <td>{one.title}</td>
                    <td>{one.quotient.toFixed(2)}</td>
                    <td>{one.shrunkQuotient.toFixed(2)}</td>
                    <td>{one.significant ? "significant" : "could be chance"}</td>
                  </tr>
                ))}
            </tbody>
          </table>
          <p class="small quiet">1 is the national mix; 2 means twice as much of the sector as there.</p>
        </>
      )}

      <h3>Towns</h3>
      <p>{list(towns.map((town) => `${town.name} ${percent(100 * town.share, 0)}`))} of the cluster.</p>

      <h3>Largest signals</h3>
      <SignalList signals={signals.data} failed={signals.problem !== null || signals.offline} />

      {history.length > 1 && (
        <>
          <h3>History</h3>
          <History points={history} />
        </>
      )}
      {changes.length > 0 && (
        <ul class="plain-list small">
          {changes.map((change) => (
            <li key={change.edition + change.text}>
              {monthName(change.edition.slice(0, 7))}: {change.text}
            </li>
          ))}
        </ul>
      )}

      <h3>Download</h3>
      <p>
        <a href={`/api/v1${path}`}>This cluster (JSON)</a> · <a href={`/api/v1${path}/signals.csv`}>All its signals (CSV)</a> ·{" "}
        <a href={`/api/v1/${props.edition}/sectors/${props.sector}/clusters.csv`}>The table (CSV)</a>
      </p>
    </section>
  );
}

function SignalList(props: { signals: Signals | null; failed: boolean }) {
  if (props.signals === null) {
    return props.failed ? <p class="quiet">The signals cannot be read just now; the figures above are complete.</p> : <Loading lines={4} what="the signals" />;
  }
  if (props.signals.withheld !== null) return <p class="quiet">{props.signals.withheld}</p>;
  const largest = new Map<string, LargestSignal & { factors: string[]; total: number }>();
  for (const factor of props.signals.factors) {
    for (const one of factor.kinds.flatMap((kind) => kind.sources.flatMap((source) => source.largest))) {
      const key = `${one.source}|${one.id}`;
      const known = largest.get(key);
      if (known === undefined) largest.set(key, { ...one, factors: [factor.factor], total: one.contribution });
      else {
        known.factors.push(factor.factor);
        known.total += one.contribution;
      }
    }
  }
  const rows = [...largest.values()].sort((a, b) => b.total - a.total || a.id.localeCompare(b.id)).slice(0, 10);
  if (rows.length === 0) return <p class="quiet">No single signal is shown.</p>;
  return (
    <ul class="plain-list">
      {rows.map((one) => (
        <li key={`${one.source}|${one.id}`}>
          {one.url === null ? one.name : <a href={one.url} rel="noopener noreferrer nofollow">{one.name}</a>} <span class="quiet nowrap">adds {one.total.toFixed(3)} points</span>
          <div class="why">
            {list(one.factors.map((factor) => factorTitle(factor).toLowerCase()))}
            {one.words.length > 0 && <> · decided by: {one.words.join(", ")}</>} · {one.source}
          </div>
        </li>
      ))}
    </ul>
  );
}
