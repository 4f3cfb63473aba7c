import { useApi } from "../api";
import { Loading, ProblemNote } from "../parts/State";
import { factorTitle, FACTOR_WORDS } from "../words";

interface MethodInForce {
  method: string;
  factors?: { factor: string; weight: number }[];
  settings?: Record<string, unknown>;
}

/** How the index is made: plain words, the formulas, and the numbers in force. */
export function MethodPage(props: { path: string | null; revision: number }) {
  const loaded = useApi<MethodInForce>(props.path === null ? null : `/${props.path}/method`, props.revision);
  return (
    <div class="text">
      <h2>How the index is made</h2>
      <p>
        Signals of innovation (businesses, events, research institutions, publications) are classified into five technology sectors and placed on a grid of hexagons of about five square kilometres. Where they lie densely they form
        clusters; no official boundary is used. A cluster is named by the towns in it. Its percentage says how much of the country’s activity in the sector lies there.
      </p>
      <h2>What a percentage is made of</h2>
      {loaded.problem !== null && <ProblemNote problem={loaded.problem} />}
      {loaded.problem === null && loaded.data === null && <Loading lines={6} what="the numbers in force" />}
      {loaded.data?.factors !== undefined && (
        <table>
          <caption class="hidden">Factors and weights in force</caption>
          <thead>
            <tr>
              <th scope="col">Factor</th>
              <th scope="col">Weight</th>
              <th scope="col">What it counts</th>
            </tr>
          </thead>
          <tbody>
            {loaded.data.factors.map((factor) => (
              <tr key={factor.factor}>
                <td>{factorTitle(factor.factor)}</td>
                <td>{factor.weight.toFixed(2)}</td>
                <td>{FACTOR_WORDS[factor.factor]?.plain ?? ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <pre tabIndex={0}>{`share of a factor  = amount in the cluster / amount in the country
percentage         = 100 × Σ weight × share          (the weights add up to 1)
contribution       = 100 × weight × share            (the contributions add up to the percentage)`}</pre>
      <p>What lies in no cluster is the row “Elsewhere”, so that the percentages add up to 100.</p>
      <h2>Clusters</h2>
      <p>
        Think of the signals as a landscape: the more of them near a place, the higher it lies. Each peak is a cluster with the slopes that lead up to it. Two peaks are one cluster where the valley between them is shallow and they are near.
      </p>
      <pre tabIndex={0}>{`density of a cell  = Σ weight × exp(−d² / 2h²)      (d in km on the globe, cut at 3h)
merge              : peak < tau × saddle, and the peaks nearer than D`}</pre>
      <h2>How sure is a rank?</h2>
      <p>
        Another month, or a business more or less, could change the order. “Could be 2nd to 5th” is a confidence set: taken for all clusters at once, the sets hold the true ranks in 95 of 100 cases. “Under any weights” shows the ranks that
        a cluster takes when the five weights are drawn at random: it tells how much the order depends on our choice of weights.
      </p>
      {loaded.data?.settings !== undefined && (
        <>
          <h2>The numbers in force</h2>
          <p>
            Method <b>{loaded.data.method}</b>.
          </p>
          <div class="scroll" tabIndex={0} role="group" aria-label="Table">
            <table>
              <tbody>
                {flat(loaded.data.settings).map(([name, value]) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td>{value}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <h2>Limits</h2>
      <p>
        The index sees what producers publish: where a source is missing, activity is missing. Sectors are found from text and can be wrong; every signal shows the words that decided. A large employer with many sites counts where it is registered.
        Percentages compare places within the country; they say nothing about its size.
      </p>
    </div>
  );
}

function flat(value: Record<string, unknown>, prefix = ""): [string, string][] {
  return Object.entries(value).flatMap(([name, inner]) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? flat(inner as Record<string, unknown>, `${prefix}${name}.`)
      : ([[`${prefix}${name}`, Array.isArray(inner) ? inner.join(", ") : String(inner)]] as [string, string][]),
  );
}
