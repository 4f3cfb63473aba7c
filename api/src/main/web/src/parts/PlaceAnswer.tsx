import type { Place } from "../types";
import { percent } from "../words";

/** Where a place belongs, in words first. */
export function PlaceAnswer(props: {
  place: Place | null;
  asked: string;
  sector: string;
  onOpen: (sector: string, cluster: string) => void;
  onClose: () => void;
}) {
  const { place } = props;
  if (place === null) {
    return (
      <section class="answer card" role="status">
        <p>No place is called “{props.asked}”. Try a town, a postcode district such as S70, or a region.</p>
        <button type="button" onClick={props.onClose}>
          Close
        </button>
      </section>
    );
  }
  return (
    <section class="answer card" role="status" aria-label={`Where ${place.name} belongs`}>
      <p>
        <b>{place.sentence}</b>
      </p>
      <ul class="plain-list small">
        {place.sectors.map((one) => (
          <li key={one.sector}>
            {one.title}:{" "}
            {one.rank === null ? (
              <span class="quiet">Elsewhere</span>
            ) : (
              <>
                <a
                  href={`/?sector=${one.sector}&cluster=${one.cluster}`}
                  onClick={(event) => {
                    event.preventDefault();
                    props.onOpen(one.sector, one.cluster);
                  }}
                >
                  {one.name}
                </a>
                , rank {one.rank}, <span class="nowrap">{percent(one.percentage)}</span>
                {one.share !== null && <span class="quiet">; <span class="nowrap">{percent(100 * one.share, 0)}</span> of it is here</span>}
              </>
            )}
          </li>
        ))}
      </ul>
      <button type="button" onClick={props.onClose}>
        Close
      </button>
    </section>
  );
}
