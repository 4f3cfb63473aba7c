import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { FeatureCollection } from "geojson";
import { patiently, useApi } from "../api";
import { ClusterPanel } from "../parts/ClusterPanel";
import { Legend } from "../parts/Legend";
import { PlaceAnswer } from "../parts/PlaceAnswer";
import { Loading, ProblemNote } from "../parts/State";
import { Table } from "../parts/Table";
import { WhatIf } from "../parts/WhatIf";
import type { Place, Ranking } from "../types";
import { SECTORS, type Go, type View } from "../view";
import { rowsUnder } from "../whatif";
import { factorTitle, monthName } from "../words";

type MapViewComponent = typeof import("../map/MapView").default;

/** The map once its script is there: the table does not wait for it, and it may come while the server is away and back. */
function useMapView(): MapViewComponent | null {
  const [component, setComponent] = useState<MapViewComponent | null>(null);
  useEffect(() => {
    let wanted = true;
    void patiently(() => import("../map/MapView")).then((module) => {
      if (wanted) setComponent(() => module.default);
    });
    return () => {
      wanted = false;
    };
  }, []);
  return component;
}

/** The first page: sectors, the sentence, map and table in step, a cluster over the table, what-if. */
export function IndexPage(props: { view: View; go: Go; path: string | null; revision: number }) {
  const { view, go, path, revision } = props;
  const base = path === null ? null : `/${path}/sectors/${view.sector}`;
  const loaded = useApi<Ranking>(base === null ? null : `${base}/clusters`, revision);
  return (
    <div class={view.cluster === null ? "" : "cluster-open"}>
      <SectorTabs chosen={view.sector} go={go} />
      {loaded.problem !== null && <ProblemNote problem={loaded.problem} />}
      {loaded.problem === null &&
        (loaded.data === null || path === null || base === null ? (
          <>
            <p class="headline" />
            <div class="split">
              <div class="card map-card folded">
                <div class="map-frame" />
              </div>
              <div class="card">
                <Loading lines={20} what="the ranking" />
              </div>
            </div>
          </>
        ) : (
          <RankingView view={view} go={go} path={path} base={base} ranking={loaded.data} revision={revision} />
        ))}
    </div>
  );
}

function SectorTabs(props: { chosen: string; go: Go }) {
  const choose = (sector: string) => props.go({ sector, cluster: null });
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    const next = SECTORS[(SECTORS.length + at + by) % SECTORS.length]!;
    choose(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return (
    <>
      <div class="sectors" role="tablist" aria-label="Sector">
        {SECTORS.map((sector, i) => (
          <button
            key={sector.id}
            id={`tab-${sector.id}`}
            type="button"
            role="tab"
            aria-selected={sector.id === props.chosen}
            aria-controls="sector-panel"
            tabIndex={sector.id === props.chosen ? 0 : -1}
            onClick={() => choose(sector.id)}
            onKeyDown={(event) => onKeyDown(event, i)}
          >
            {sector.title}
          </button>
        ))}
      </div>
      <select class="sector-select" aria-label="Sector" value={props.chosen} onChange={(event) => choose(event.currentTarget.value)}>
        {SECTORS.map((sector) => (
          <option key={sector.id} value={sector.id}>
            {sector.title}
          </option>
        ))}
      </select>
    </>
  );
}

function RankingView(props: { view: View; go: Go; path: string; base: string; ranking: Ranking; revision: number }) {
  const { view, go, path, base, ranking, revision } = props;
  const MapView = useMapView();
  const [hovered, setHovered] = useState<string | null>(null);
  const [mapOpen, setMapOpen] = useState(false);
  const [weighing, setWeighing] = useState(view.weights !== null);
  const [nearer, setNearer] = useState(false);
  const outlines = useApi<FeatureCollection>(`${base}/clusters.geojson`, revision);
  const cells = useApi<FeatureCollection>(`${base}/cells.geojson`, revision);
  const towns = useApi<FeatureCollection>(`${base}/towns.geojson`, revision);
  const found = useApi<{ places: Place[] }>(view.place === null ? null : `/${path}/places?q=${encodeURIComponent(view.place.split(",")[0]!)}`, revision);

  const weights = view.weights !== null && view.weights.length === ranking.factors.length ? view.weights : null;
  const { rows, elsewhere } = useMemo(() => rowsUnder(ranking, weights), [ranking, weights?.join()]);
  const shown = useMemo(() => colouring(ranking, rows, view.layer), [ranking, rows, view.layer]);
  const since = ranking.clusters.find((cluster) => cluster.change !== null)?.change?.since ?? null;
  const place = found.data === null ? null : choosePlace(found.data.places, view.place!);
  const layer = ranking.factors.some((factor) => factor.factor === view.layer) ? view.layer : "share";
  const open = (id: string) => go({ cluster: id });
  const opened = useRef(view.cluster);
  useEffect(() => {
    // Who closes a cluster goes on where it was opened.
    if (view.cluster === null && opened.current !== null) {
      document.querySelector<HTMLElement>(`tr[data-cluster="${CSS.escape(opened.current)}"] a`)?.focus({ preventScroll: true });
    }
    opened.current = view.cluster;
  }, [view.cluster]);
  const around = useMemo(
    () => (place?.kind === "region" ? rows.filter((row) => row.cluster.regions.includes(place.name)).map((row) => row.cluster.id) : []),
    [place, rows],
  );
  const point = place !== null && place.latitude !== null && place.longitude !== null ? { name: place.name, latitude: place.latitude, longitude: place.longitude } : null;

  return (
    <div id="sector-panel" class="index" role="tabpanel" aria-labelledby={`tab-${view.sector}`}>
      <h2 class="headline">{ranking.sentence}</h2>
      {weights !== null && (
        <div class="notice" role="status">
          This is not the official index: it shows {ranking.title} under your own weights. The official rank stands beside in grey, the bands are ranks under any weights.
        </div>
      )}
      {view.place !== null && (found.data !== null || found.problem !== null) && (
        <PlaceAnswer place={place} asked={view.place} sector={view.sector} onOpen={(sector, cluster) => go({ sector, cluster, place: null })} onClose={() => go({ place: null })} />
      )}
      <div class="narrow-tools">
        <button type="button" aria-expanded={mapOpen} onClick={() => setMapOpen(!mapOpen)}>
          {mapOpen ? "Hide the map" : "Show the map"}
        </button>
        {ranking.factors.length > 1 && (
          <button type="button" aria-expanded={weighing} aria-controls="what-if" onClick={() => setWeighing(!weighing)}>
            {weighing ? "Hide the weights" : "What if?"}
          </button>
        )}
      </div>
      <div class="split">
        <section class={mapOpen ? "card map-card" : "card map-card folded"} aria-label="Map">
          {MapView === null ? (
            <div class="map-frame" />
          ) : (
            <MapView
              rows={rows}
              shown={shown}
              outlines={outlines.data}
              cells={cells.data}
              towns={towns.data}
              selected={view.cluster}
              hovered={hovered}
              place={point}
              around={around}
              visible={mapOpen}
              onOpen={open}
              onHover={setHovered}
              onNearer={setNearer}
            />
          )}
          <div class="map-tools">
            <label class="small">
              Colour by{" "}
              <select value={layer} onChange={(event) => go({ layer: event.currentTarget.value }, "replace")}>
                <option value="share">share of national activity</option>
                {ranking.factors.map((factor) => (
                  <option key={factor.factor} value={factor.factor}>
                    {factorTitle(factor.factor).toLowerCase()}
                  </option>
                ))}
              </select>
            </label>
            <Legend title={layer === "share" ? `Share of ${ranking.title}, ${monthName(ranking.asOf)}` : `Share of ${factorTitle(layer).toLowerCase()}, ${monthName(ranking.asOf)}`} nearer={nearer} />
          </div>
        </section>
        {view.cluster !== null ? (
          <ClusterPanel edition={path} sector={view.sector} id={view.cluster} revision={revision} onClose={() => go({ cluster: null })} />
        ) : (
          <section class="card" aria-label="Table">
            {rows.length === 0 ? (
              <p class="empty">
                There are no clusters in {ranking.title} yet. They appear when enough signals lie together; <a href="/?page=producers">how to publish signals</a>.
              </p>
            ) : (
              <div class="scroll" tabIndex={0} role="group" aria-label="Table">
                <Table
                  ranking={ranking}
                  rows={rows}
                  elsewhere={elsewhere}
                  hypothetical={weights !== null}
                  selected={view.cluster}
                  hovered={hovered}
                  since={since === null ? null : monthName(since.slice(0, 7)).slice(0, 3)}
                  onOpen={open}
                  onHover={setHovered}
                />
              </div>
            )}
          </section>
        )}
      </div>
      {ranking.factors.length > 1 && <WhatIf ranking={ranking} weights={weights} folded={!weighing} onChange={(next) => go({ weights: next }, "replace")} />}
      {ranking.warnings.map((warning) => (
        <p key={warning} class="small quiet">
          Note: {warning}
        </p>
      ))}
    </div>
  );
}

/** What colours each cluster in per cent: its percentage as shown, or its share of one factor. */
function colouring(ranking: Ranking, rows: ReturnType<typeof rowsUnder>["rows"], layer: string): Map<string, number> {
  const factor = ranking.factors.find((one) => one.factor === layer)?.factor;
  return new Map(rows.map((row) => [row.cluster.id, factor === undefined ? row.percentage : 100 * (row.cluster.shares?.[factor] ?? 0)]));
}

function choosePlace(places: Place[], asked: string): Place | null {
  const [name, region] = asked.split(",").map((part) => part.trim());
  const same = places.filter((place) => place.name.toLowerCase() === name!.toLowerCase());
  return same.find((place) => region === undefined || place.region === region) ?? same[0] ?? places[0] ?? null;
}

