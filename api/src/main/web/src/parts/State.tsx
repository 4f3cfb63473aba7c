import type { ComponentChildren } from "preact";
import type { Problem } from "../api";

/** Space of the size that the content will have, so that nothing jumps when it comes. */
export function Loading(props: { lines: number; what: string }) {
  return (
    <div class="loading" role="status" aria-label={`Loading ${props.what}`}>
      {Array.from({ length: props.lines }, (_, i) => (
        <span key={i} class="loading-line" />
      ))}
    </div>
  );
}

export function ProblemNote(props: { problem: Problem; children?: ComponentChildren }) {
  return (
    <div class="problem" role="alert">
      <strong>{props.problem.title}</strong>
      <p>{props.problem.detail}</p>
      {props.children}
    </div>
  );
}
