import { CLASS_LABELS, LEVEL_LABELS } from "../map/colours";

/** What the colours of the map mean; `nearer` tells whether hexagons are drawn. */
export function Legend(props: { title: string; nearer: boolean }) {
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
      </ul>
      {props.nearer ? (
        <>
          <strong>Weight of signals in a hexagon</strong>
          <ul>
            {LEVEL_LABELS.map((label, i) => (
              <li key={label}>
                <i class={`swatch level-${i}`} aria-hidden="true" />
                {label}
              </li>
            ))}
            <li>
              <i class="swatch hatched" aria-hidden="true" />
              Elsewhere
            </li>
          </ul>
        </>
      ) : (
        <span class="quiet">Hexagons of activity appear when you zoom in.</span>
      )}
    </div>
  );
}
