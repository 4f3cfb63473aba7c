import { useState } from "preact/hooks";
import type { Ranking } from "../types";
import { factorTitle, FACTOR_WORDS } from "../words";
import { moveOne, wholePerCents } from "../whatif";

/** Sliders that always add up to 100. */
export function WhatIf(props: { ranking: Ranking; weights: number[] | null; folded: boolean; onChange: (weights: number[] | null) => void }) {
  const official = wholePerCents(props.ranking.factors.map((factor) => factor.weight));
  const weights = props.weights ?? official;
  const change = (moved: number, value: number) => {
    const next = moveOne(weights, moved, value);
    props.onChange(next.every((weight, i) => weight === official[i]) ? null : next);
  };
  const [copied, setCopied] = useState<string | null>(null);
  const copy = () => {
    const done = navigator.clipboard?.writeText(location.href) ?? Promise.reject(new Error("no clipboard"));
    done.then(
      () => setCopied("Copied"),
      () => setCopied("Copy the address bar"),
    );
  };
  return (
    <section class={props.folded ? "what-if folded" : "what-if"} id="what-if" aria-labelledby="what-if-title">
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
        <button type="button" onClick={copy} onBlur={() => setCopied(null)}>
          <span role="status">{copied ?? "Copy link"}</span>
        </button>
      </div>
    </section>
  );
}
