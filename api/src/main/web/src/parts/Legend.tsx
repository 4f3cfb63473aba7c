import { CLASS_LABELS } from "../map/colours";

export function Legend(props: { title: string }) {
  return (
    <div class="legend">
      <strong>{props.title}</strong>
      <ul>
        {CLASS_LABELS.map((label, i) => (
          <li key={label}>
            <i class={`swatch class-${i}`} aria-hidden="true" />
            {label}
          </li>
        ))}
        <li>
          <i class="swatch hatched" aria-hidden="true" />
          Elsewhere
        </li>
      </ul>
    </div>
  );
}
