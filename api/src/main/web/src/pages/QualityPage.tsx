import { useApi } from "../api";
import { Loading, ProblemNote } from "../parts/State";
import { dateWords } from "../words";

interface Quality {
  sources?: { source: string; kind: string; region: string | null; signals: number | null; latest: string | null }[];
  refused?: { reason: string; count: number }[];
}

/** Sources with freshness and coverage, and the signals that were refused. */
export function QualityPage(props: { path: string | null; revision: number }) {
  const loaded = useApi<Quality>(props.path === null ? null : `/${props.path}/quality`, props.revision);
  return (
    <div class="text">
      <h2>What the index is made from</h2>
      {loaded.problem !== null && <ProblemNote problem={loaded.problem} />}
      {loaded.problem === null && loaded.data === null && <Loading lines={10} what="the sources" />}
      {loaded.data !== null && (
        <>
          <div class="scroll" tabIndex={0} role="group" aria-label="Table">
            <table>
              <thead>
                <tr>
                  <th scope="col">Source</th>
                  <th scope="col">Kind</th>
                  <th scope="col">Region</th>
                  <th scope="col">Signals</th>
                  <th scope="col">Newest</th>
                </tr>
              </thead>
              <tbody>
                {(loaded.data.sources ?? []).map((one) => (
                  <tr key={`${one.source}${one.kind}${one.region}`}>
                    <td>{one.source}</td>
                    <td>{one.kind}</td>
                    <td>{one.region ?? "all"}</td>
                    <td>{one.signals ?? "under 10"}</td>
                    <td>{one.latest === null ? "–" : dateWords(one.latest, false)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <h2>Refused signals</h2>
          {(loaded.data.refused ?? []).length === 0 ? (
            <p>None were refused.</p>
          ) : (
            <table>
              <thead>
                <tr>
                  <th scope="col">Reason</th>
                  <th scope="col">Signals</th>
                </tr>
              </thead>
              <tbody>
                {loaded.data.refused!.map((one) => (
                  <tr key={one.reason}>
                    <td>{one.reason}</td>
                    <td>{one.count}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </div>
  );
}
