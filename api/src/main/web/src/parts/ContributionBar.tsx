import { factorTitle } from "../words";

/** One stacked bar whose pieces add up to the percentage. */
export function ContributionBar(props: { shares: readonly { factor: string; contribution: number }[]; percentage: number }) {
  const total = Math.max(props.percentage, 1e-9);
  let from = 0;
  return (
    <figure class="contributions">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        {props.shares.map((share, i) => {
          const width = (100 * share.contribution) / total;
          const x = from;
          from += width;
          return <rect key={share.factor} class={`piece piece-${i}`} x={x} width={Math.max(0, width)} height="10" />;
        })}
      </svg>
      <figcaption>
        {props.shares.map((share, i) => (
          <span key={share.factor} class="term">
            {i > 0 && <span aria-hidden="true">+ </span>}
            <i class={`key piece-${i}`} aria-hidden="true" />
            {factorTitle(share.factor).toLowerCase()} <b>{share.contribution.toFixed(1)}</b>
          </span>
        ))}
        <span class="term">
          = <b>{props.percentage.toFixed(1)} %</b>
        </span>
      </figcaption>
    </figure>
  );
}
