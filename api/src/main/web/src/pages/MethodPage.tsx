import { useApi } from "../api";
import { Loading, ProblemNote } from "../parts/State";
import { factorTitle, FACTOR_WORDS } from "../words";

interface MethodInForce {
  method: string;
  factors: { factor: string; weight: number }[];
  settings: Record<string, string>;
  sha256: string | null;
}

/** What the numbers of a method file mean; others are shown by their name alone. */
const SETTING_WORDS: Record<string, string> = {
  "clusterer.kind": "how clusters are found",
  "clusterer.bandwidthKilometres": "h: how far around itself a signal raises the landscape, in km",
  "clusterer.prominence": "tau: how much higher than the valley a peak must be to stand alone",
  "clusterer.mergeDistanceKilometres": "D: peaks further apart are never merged, in km",
  "clusterer.linkStrength": "beta: how much links between two clusters shorten the way between them",
  "clusterer.minimumOrganisations": "a cluster with fewer organisations is dissolved into Elsewhere",
  "clusterer.minimumShare": "a cluster with a smaller part of the sector is dissolved into Elsewhere",
  "clusterer.clusters": "k: how many clusters are looked for",
  "clusterer.seed": "where the random numbers begin",
  counting: "what is counted: weighted factors, or heads",
  "events.halfLifeMonths": "an event counts half after so many months",
  "events.windowMonths": "an event counts for so many months",
  influenceReachKilometres: "a link counts as influence when it reaches further, in km",
  "intervals.confidence": "how often the sets of ranks hold the true ranks",
  "intervals.differenceDraws": "random draws for the intervals",
  "intervals.weightDraws": "random draws for the ranks under any weights",
};

/** How the index is made: plain words, the formulas, and the numbers in force. */
export function MethodPage(props: { path: string | null; revision: number }) {
  const loaded = useApi<MethodInForce>(props.path === null ? null : `/${props.path}/method`, props.revision);
  return (
    <div class="text">
      <h2>How the index is made</h2>
      {loaded.problem !== null && <ProblemNote problem={loaded.problem} />}
      <div class="two">
        <Words />
        <div>{loaded.data === null ? loaded.problem === null && <Loading lines={12} what="the numbers in force" /> : <Numbers method={loaded.data} />}</div>
      </div>
    </div>
  );
}

function Words() {
  return (
    <div>
      <p>
        Signals of innovation (businesses, events, research institutions, publications) are classified into five technology sectors and placed on a grid of hexagons of about five square kilometres. Where they lie densely they form
        clusters; no official boundary is used. A cluster is named by the towns in it. Its percentage says how much of the country’s activity in the sector lies there.
      </p>
      <h3>What a percentage is made of</h3>
      <dl class="formulas">
        <dt>share of a factor</dt>
        <dd>amount in the cluster ÷ amount in the country</dd>
        <dt>percentage</dt>
        <dd>100 × Σ weight × share; the weights add up to 1</dd>
        <dt>contribution</dt>
        <dd>100 × weight × share; they add up to the percentage</dd>
      </dl>
      <p>What lies in no cluster is the row “Elsewhere”, so that the percentages add up to 100.</p>
      <h3>Clusters</h3>
      <p>
        Think of the signals as a landscape: the more of them near a place, the higher it lies. Each peak is a cluster with the slopes that lead up to it. Two peaks are one cluster where the valley between them is shallow and they are near.
      </p>
      <dl class="formulas">
        <dt>density of a cell</dt>
        <dd>
          Σ weight × exp(−d² ÷ 2h²), with d in km on the globe, cut at 3h
        </dd>
        <dt>two peaks are one</dt>
        <dd>where the lower peak &lt; tau × the valley, and they are nearer than D</dd>
      </dl>
      <h3>How sure is a rank?</h3>
      <p>
        Another month, or a business more or less, could change the order. “Could be 2nd to 5th” is a confidence set: taken for all clusters at once, the sets hold the true ranks in 95 of 100 cases. “Under any weights” shows the ranks that
        a cluster takes when the weights of the factors are drawn at random: it tells how much the order depends on our choice of weights.
      </p>
      <h3>What is not shown</h3>
      <p>Counts of organisations below ten, and whatever would give them away: they stand as “under 10” or are withheld, here, in the downloads and in every what-if.</p>
      <h3>Limits</h3>
      <p>
        The index sees what producers publish: where a source is missing, activity is missing. Sectors are found from text and can be wrong; every signal shows the words that decided. A large employer with many sites counts where it is registered.
        Percentages compare places within the country; they say nothing about its size.
      </p>
    </div>
  );
}

function Numbers(props: { method: MethodInForce }) {
  const { method } = props;
  return (
    <>
      {method.factors.length > 0 && (
        <section aria-labelledby="factors">
          <h3 id="factors">Factors and their weights</h3>
          <table>
            <thead>
              <tr>
                <th scope="col">Factor</th>
                <th scope="col" class="figure">
                  Weight
                </th>
                <th scope="col">What it counts</th>
              </tr>
            </thead>
            <tbody>
              {method.factors.map((factor) => (
                <tr key={factor.factor}>
                  <th scope="row">{factorTitle(factor.factor)}</th>
                  <td class="figure">{factor.weight.toFixed(2)}</td>
                  <td>{FACTOR_WORDS[factor.factor]?.plain ?? ""}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <section aria-labelledby="numbers">
        <h3 id="numbers">The numbers in force</h3>
        <p>
          Method <b>{method.method}</b>, kept with every release{method.sha256 !== null && <span class="small quiet"> (SHA-256 {method.sha256.slice(0, 12)}…)</span>}.
        </p>
        <table>
          <thead>
            <tr>
              <th scope="col">What it is</th>
              <th scope="col" class="figure">
                Value
              </th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(method.settings).map(([name, value]) => (
              <tr key={name}>
                <th scope="row">
                  {SETTING_WORDS[name] ?? name}
                  {SETTING_WORDS[name] !== undefined && <span class="regions">{name}</span>}
                </th>
                <td class="figure">{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
