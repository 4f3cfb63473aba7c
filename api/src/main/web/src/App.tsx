import { useEffect } from "preact/hooks";
import { useApi, useLiveRevision, useServerAnswers } from "./api";
import { ComparePage } from "./pages/ComparePage";
import { DataPage } from "./pages/DataPage";
import { IndexPage } from "./pages/IndexPage";
import { MethodPage } from "./pages/MethodPage";
import { ProducersPage } from "./pages/ProducersPage";
import { QualityPage } from "./pages/QualityPage";
import { FindPlace } from "./parts/FindPlace";
import { ProblemNote } from "./parts/State";
import type { Edition, Releases } from "./types";
import { addressOf, PAGES, useView, type Go, type Page, type View } from "./view";
import { dateWords, monthName } from "./words";

const PAGE_TITLES: Record<Page, string> = {
  index: "Index",
  compare: "Compare",
  quality: "Quality",
  method: "Method",
  data: "Data",
  producers: "Producers",
};

/** Which edition an address means: the newest release where it names none, the live index where there is no release yet. */
function editionPath(view: View, releases: Releases | null): string | null {
  if (view.source === "live") return "live";
  if (view.source !== "" && view.source !== "latest") return `releases/${view.source}`;
  if (releases === null) return null;
  return releases.latest === null ? "live" : `releases/${releases.latest}`;
}

export function App() {
  const [view, go] = useView();
  const answers = useServerAnswers();
  const releases = useApi<Releases>("/releases", answers ? 1 : 0);
  const path = editionPath(view, releases.data);
  const live = path === "live";
  const { revision, connected } = useLiveRevision(live);
  const edition = useApi<Edition>(path === null ? null : `/${path}`, revision);
  const away = !answers || releases.offline || edition.offline;

  useEffect(() => {
    document.title = `${view.page === "index" ? "" : `${PAGE_TITLES[view.page]} · `}Tech Innovation Index`;
  }, [view.page]);

  return (
    <>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <Banner view={view} go={go} releases={releases.data} edition={edition.data} path={path} live={live} connected={connected && !away} />
      {away && (
        <div class="notice" role="alert">
          The server does not answer just now. What you see is from before; the page goes on by itself when it is back.
        </div>
      )}
      {edition.data?.supersededBy != null && (
        <div class="notice">
          This version was corrected.{" "}
          <a href={addressOf({ ...view, source: edition.data.supersededBy })}>See version {edition.data.supersededBy.split(".v")[1]}</a>.
        </div>
      )}
      {edition.data?.earlierMethod != null && (
        <div class="notice">
          The method changed with this release, from {edition.data.earlierMethod} to {edition.data.method}. For this once the tables are published by both:{" "}
          <a href={`/api/v1/${path}/sectors/${view.sector}/clusters-by-earlier-method`}>this sector by {edition.data.earlierMethod}</a> (JSON).
        </div>
      )}
      {edition.data?.reason != null && <div class="notice">Correction: {edition.data.reason}</div>}
      <main id="content">
        {edition.problem !== null ? (
          <ProblemNote problem={edition.problem}>
            <a href={addressOf({ ...view, source: "" })}>Show the newest release</a>
          </ProblemNote>
        ) : (
          <CurrentPage view={view} go={go} path={path} edition={edition.data} releases={releases.data} revision={revision} />
        )}
      </main>
      <footer>
        {edition.data !== null && (
          <p>
            {edition.data.licence.name} · as of {monthName(edition.data.asOf)}
            {edition.data.publishedAt !== null && <> · {live ? "last changed" : "published"} {dateWords(edition.data.publishedAt)}</>}
            {edition.data.contact !== null && <> · {edition.data.contact}</>}
          </p>
        )}
        <p>Towns: GeoNames (CC BY 4.0). Coast: Natural Earth.</p>
      </footer>
    </>
  );
}

function CurrentPage(props: { view: View; go: Go; path: string | null; edition: Edition | null; releases: Releases | null; revision: number }) {
  switch (props.view.page) {
    case "index":
      return <IndexPage {...props} />;
    case "compare":
      return <ComparePage {...props} />;
    case "quality":
      return <QualityPage path={props.path} revision={props.revision} />;
    case "method":
      return <MethodPage path={props.path} revision={props.revision} />;
    case "data":
      return <DataPage edition={props.edition} path={props.path} />;
    case "producers":
      return <ProducersPage />;
  }
}

function Banner(props: {
  view: View;
  go: Go;
  releases: Releases | null;
  edition: Edition | null;
  path: string | null;
  live: boolean;
  connected: boolean;
}) {
  const { view, go, releases } = props;
  const published = releases?.releases.filter((release) => release.state === "published") ?? [];
  const chosen = props.live ? "live" : (props.edition?.id ?? view.source);
  const next = props.edition?.nextRelease ?? releases?.nextRelease ?? null;
  return (
    <>
      <header class="banner">
        <h1>
          <a href="/">Tech Innovation Index</a>
        </h1>
        <div class="release">
          <label class="hidden" for="release">
            Release
          </label>
          <select id="release" value={chosen} onChange={(event) => go({ source: event.currentTarget.value, cluster: null, weights: null })}>
            {published.map((release) => (
              <option key={release.id} value={release.id}>
                {monthName(release.month)}, version {release.version}
              </option>
            ))}
            <option value="live">Live index</option>
          </select>
          {props.live && (
            <span class="small">
              <i class={props.connected ? "dot" : "dot off"} aria-hidden="true" /> {props.connected ? "live, follows the data" : "live, not connected"}
            </span>
          )}
        </div>
        {next !== null && <span class="next">next release: {dateWords(next)}</span>}
        <FindPlace edition={props.path} chosen={view.place} onChoose={(place) => go({ page: "index", place, cluster: null })} />
      </header>
      <nav class="pages" aria-label="Pages">
        {PAGES.map((page) => (
          <a
            key={page}
            href={addressOf({ ...view, page, cluster: null, place: null })}
            aria-current={view.page === page ? "page" : undefined}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              go({ page, cluster: null, place: null });
            }}
          >
            {PAGE_TITLES[page]}
          </a>
        ))}
      </nav>
    </>
  );
}
