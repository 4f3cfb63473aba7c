import { useEffect, useRef, useState } from "preact/hooks";
import type { Map as MapLibre } from "maplibre-gl";
import type { Row } from "../whatif";
import { rankWords } from "../words";

/**
 * The clusters of the map for the keyboard: one stop of the tab key, arrow keys from rank to rank, Enter opens. A mark is seen only
 * while it has the focus; the mouse goes through it to the map.
 */
export function ClusterMarks(props: {
  map: MapLibre;
  rows: readonly Row[];
  anchors: ReadonlyMap<string, [number, number]>;
  onHover: (id: string | null) => void;
  onOpen: (id: string) => void;
}) {
  const { map, anchors } = props;
  const holder = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const rows = props.rows.filter((row) => anchors.has(row.cluster.id));
  const first = rows.some((row) => row.cluster.id === current) ? current : (rows[0]?.cluster.id ?? null);

  useEffect(() => {
    const place = () => {
      for (const mark of holder.current?.children ?? []) {
        const anchor = anchors.get((mark as HTMLElement).dataset["cluster"]!);
        if (anchor === undefined) continue;
        const { x, y } = map.project(anchor);
        (mark as HTMLElement).style.left = `${x}px`;
        (mark as HTMLElement).style.top = `${y}px`;
      }
    };
    place();
    map.on("move", place);
    map.on("resize", place);
    return () => {
      map.off("move", place);
      map.off("resize", place);
    };
  }, [map, anchors, props.rows]);

  const go = (event: KeyboardEvent, at: number) => {
    const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const row = rows[(next + rows.length) % rows.length];
    [...(holder.current?.children ?? [])].filter((mark) => (mark as HTMLElement).dataset["cluster"] === row?.cluster.id).forEach((mark) => (mark as HTMLElement).focus());
  };
  const focus = (id: string) => {
    setCurrent(id);
    props.onHover(id);
    const anchor = anchors.get(id)!;
    if (!map.getBounds().contains(anchor)) map.jumpTo({ center: anchor });
  };
  return (
    <div class="marks" role="group" aria-label="Clusters on the map in rank order: arrow keys go from one to the next, Enter opens" ref={holder}>
      {rows.map((row, i) => (
        <button
          key={row.cluster.id}
          type="button"
          class="mark"
          data-cluster={row.cluster.id}
          tabIndex={row.cluster.id === first ? 0 : -1}
          aria-label={`${row.cluster.name}, ${rankWords(row)}`}
          onFocus={() => focus(row.cluster.id)}
          onBlur={() => props.onHover(null)}
          onKeyDown={(event) => go(event, i)}
          onClick={() => props.onOpen(row.cluster.id)}
        />
      ))}
    </div>
  );
}
