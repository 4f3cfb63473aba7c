import type { Ranking } from "../types";
import { factorTitle, FACTOR_WORDS } from "../words";
import { moveOne, wholePerCents } from "../whatif";

/** Sliders that always add up to 100. */
export function WhatIf(props: { ranking: Ranking; weights: number[] | null; onChange: (weights: number[] | null) => void }) {
  const official = wholePerCents(props.ranking.factors.map((factor) => factor.weight));
  const weights = props.weights ?? official;
  const change = (moved: number, value: number) => {
    const next = moveOne(weights, moved, value);
    props.onChange(next.every((weight, i) => weight === official[i]) ? null : next);
  };
  const copy = () => void navigator.clipboard?.writeText(location.href);
  return (
    <section class="what-if" aria-labelledby="what-if-title">
      <h2 id="what-if-title">What if?</h2>
      {props.ranking.factors.map((factor, i) => (
        <label key={factor.factor} title={FACTOR_WORDS[factor.factor]?.plain ?? ""}>
          <span>{factorTitle(factor.factor)}</span>
          <input
            type="range"
            min="0"
            max="100"
            step="1"
            value={weights[i] ?? 0}
            aria-valuetext={`${weights[i] ?? 0} of 100`}
            onInput={(event) => change(i, Number(event.currentTarget.value))}
          />
          <output>{weights[i] ?? 0}</output>
        </label>
      ))}
      <div class="buttons">
        <button type="button" disabled={props.weights === null} onClick={() => props.onChange(null)}>
          Reset
        </button>
        <button type="button" onClick={copy}>
          Copy link
        </button>
      </div>
    </section>
  );
}
