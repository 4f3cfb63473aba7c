import { useEffect, useState } from "preact/hooks";

const BASE = "/api/v1";
const RETRY_MILLISECONDS = 3000;

/** A server that stopped in the middle of an answer never ends it: after this long the question is asked again. */
const PATIENCE_MILLISECONDS = 8000;

/** The problem+json that the API answers with (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
  ) {
    super(detail === "" ? title : detail);
  }
}

export interface Loaded<T> {
  data: T | null;
  problem: Problem | null;
  /** The server cannot be reached; `data` may be from before, and the next try is under way. */
  offline: boolean;
}

/** What the live index says is asked of the server each time; a copy from a second ago may be from before the change. */
function freshness(path: string): RequestCache {
  return path.startsWith("/live") ? "no-cache" : "default";
}

async function get<T>(path: string, signal: AbortSignal): Promise<T> {
  const patient = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MILLISECONDS)]);
  const answer = await fetch(BASE + path, { signal: patient, cache: freshness(path), headers: { accept: "application/json" } });
  if (answer.ok) return (await answer.json()) as T;
  const problem = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string };
  throw new Problem(answer.status, problem.title ?? answer.statusText, problem.detail ?? "");
}

/**
 * Reads a path of the API and keeps trying while the server is away, so that the page recovers by itself. A changed `revision`
 * reads again; the old data stay until the new ones are there.
 */
export function useApi<T>(path: string | null, revision = 0): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T> & { path: string | null }>({ path: null, data: null, problem: null, offline: false });
  useEffect(() => {
    if (path === null) return;
    const abort = new AbortController();
    let timer = 0;
    const attempt = () => {
      get<T>(path, abort.signal).then(
        (data) => setLoaded({ path, data, problem: null, offline: false }),
        (error: unknown) => {
          if (abort.signal.aborted) return;
          if (error instanceof Problem && error.status < 500) {
            setLoaded({ path, data: null, problem: error, offline: false });
            return;
          }
          setLoaded((before) => ({ path, data: before.path === path ? before.data : null, problem: null, offline: true }));
          timer = window.setTimeout(attempt, RETRY_MILLISECONDS);
        },
      );
    };
    attempt();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [path, revision]);
  return loaded.path === path ? loaded : { data: null, problem: null, offline: false };
}

/** Loads a part of the page and keeps trying while the server is away: a part that fails once would be missing until a reload. */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((again) => setTimeout(again, RETRY_MILLISECONDS));
    }
  }
}

/** Counts the changes of the live index while it is shown; a broken stream is opened again by the browser. */
export function useLiveRevision(live: boolean): { revision: number; connected: boolean } {
  const [revision, setRevision] = useState(0);
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    if (!live) return;
    const events = new EventSource(`${BASE}/live/changes`);
    events.addEventListener("open", () => {
      setConnected(true);
      setRevision((n) => n + 1);
    });
    events.addEventListener("changed", () => setRevision((n) => n + 1));
    events.addEventListener("error", () => setConnected(false));
    return () => events.close();
  }, [live]);
  return { revision, connected };
}

/** Asks from time to time whether the server answers, so that a page with all its data also says when it is gone. */
export function useServerAnswers(): boolean {
  const [answers, setAnswers] = useState(true);
  useEffect(() => {
    let stopped = false;
    let timer = 0;
    const ask = () => {
      fetch(`${BASE}/releases`, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) }).then(
        (answer) => answer.status < 500,
        () => false,
      ).then((good) => {
        if (stopped) return;
        setAnswers(good);
        timer = window.setTimeout(ask, good ? 10_000 : RETRY_MILLISECONDS);
      });
    };
    timer = window.setTimeout(ask, RETRY_MILLISECONDS);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, []);
  return answers;
}
