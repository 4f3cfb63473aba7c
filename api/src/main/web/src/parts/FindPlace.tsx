import { useEffect, useState } from "preact/hooks";
import { useApi } from "../api";
import type { Place } from "../types";

const KIND_WORDS: Record<Place["kind"], string> = { town: "", "postcode-district": "postcode district", region: "region" };
const PAUSE_MILLISECONDS = 150;

/** A combobox over towns, postcode districts and regions (WAI-ARIA pattern: list autocomplete with manual selection). */
export function FindPlace(props: { edition: string | null; chosen: string | null; onChoose: (name: string | null) => void }) {
  const [text, setText] = useState(props.chosen ?? "");
  const [asked, setAsked] = useState("");
  const [active, setActive] = useState(-1);
  const [open, setOpen] = useState(false);
  useEffect(() => setText(props.chosen ?? ""), [props.chosen]);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [text]);
  const wanted = open && asked.length >= 2 && props.edition !== null;
  const found = useApi<{ places: Place[] }>(wanted ? `/${props.edition}/places?q=${encodeURIComponent(asked)}` : null);
  const places = found.data?.places ?? [];

  const choose = (place: Place | undefined) => {
    if (place === undefined) return;
    setOpen(false);
    setActive(-1);
    props.onChoose(place.region !== "" && place.kind === "town" ? `${place.name}, ${place.region}` : place.name);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const by = event.key === "ArrowDown" ? 1 : -1;
      setActive((places.length + active + by) % Math.max(1, places.length));
    } else if (event.key === "Enter") {
      choose(places[Math.max(0, active)]);
    } else if (event.key === "Escape") {
      setOpen(false);
      setText("");
      props.onChoose(null);
    }
  };
  return (
    <div class="find">
      <input
        type="search"
        role="combobox"
        aria-label="Find a place: town, postcode district or region"
        placeholder="Find a place…"
        aria-expanded={open && places.length > 0}
        aria-controls="places"
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `place-${active}` : undefined}
        autocomplete="off"
        maxLength={100}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
          setActive(-1);
          if (event.currentTarget.value === "") props.onChoose(null);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setTimeout(() => setOpen(false), PAUSE_MILLISECONDS)}
      />
      <ul id="places" role="listbox" aria-label="Places" hidden={!open || (places.length === 0 && found.data === null)}>
        {places.map((place, i) => (
          <li key={`${place.kind}${place.name}${place.region}`} id={`place-${i}`} role="option" aria-selected={i === active} onMouseDown={() => choose(place)}>
            {place.name} <span class="quiet small">{KIND_WORDS[place.kind] || place.region}</span>
          </li>
        ))}
        {wanted && found.data !== null && places.length === 0 && (
          <li class="quiet" role="option" aria-selected="false" aria-disabled="true">
            No place of that name. Try a town, a postcode district such as S70, or a region.
          </li>
        )}
      </ul>
    </div>
  );
}
