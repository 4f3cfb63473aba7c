import { useEffect, useState } from "preact/hooks";

export const SECTORS = [
  { id: "all-sectors", title: "All sectors" },
  { id: "ai-and-data", title: "AI and Data" },
  { id: "clean-growth", title: "Clean Growth" },
  { id: "smart-cities-and-mobility", title: "Smart Cities and Mobility" },
  { id: "ageing-society", title: "Ageing Society" },
  { id: "advanced-manufacturing", title: "Advanced Manufacturing" },
] as const;

export const PAGES = ["index", "compare", "quality", "method", "data", "producers"] as const;
export type Page = (typeof PAGES)[number];

/** What is shown: the whole of it stands in the address, so that any view can be shared. */
export interface View {
  page: Page;
  /** "live", "latest" or a release such as "2026-11" or "2026-11.v2". */
  source: string;
  sector: string;
  cluster: string | null;
  /** Weights of a what-if in whole per cent, in the order of the method's factors. */
  weights: number[] | null;
  place: string | null;
  layer: string;
  /** The release to compare with. */
  other: string | null;
}

const START: View = {
  page: "index",
  source: "",
  sector: "all-sectors",
  cluster: null,
  weights: null,
  place: null,
  layer: "share",
  other: null,
};

export function parseView(search: string): View {
  const query = new URLSearchParams(search);
  const page = PAGES.find((one) => one === query.get("page")) ?? START.page;
  const sector = SECTORS.find((one) => one.id === query.get("sector"))?.id ?? START.sector;
  const weights = query.get("weights")?.split("-").map(Number) ?? null;
  const sound = weights !== null && weights.length > 0 && weights.every((w) => Number.isInteger(w) && w >= 0 && w <= 100);
  return {
    page,
    source: query.get("release") ?? START.source,
    sector,
    cluster: query.get("cluster"),
    weights: sound && sum(weights) === 100 ? weights : null,
    place: query.get("place"),
    layer: query.get("layer") ?? START.layer,
    other: query.get("with"),
  };
}

export function addressOf(view: View): string {
  const query = new URLSearchParams();
  if (view.page !== START.page) query.set("page", view.page);
  if (view.source !== "") query.set("release", view.source);
  if (view.sector !== START.sector) query.set("sector", view.sector);
  if (view.cluster !== null) query.set("cluster", view.cluster);
  if (view.weights !== null) query.set("weights", view.weights.join("-"));
  if (view.place !== null) query.set("place", view.place);
  if (view.layer !== START.layer) query.set("layer", view.layer);
  if (view.other !== null) query.set("with", view.other);
  const text = query.toString();
  return text === "" ? "/" : `/?${text}`;
}

export type Go = (change: Partial<View>, how?: "push" | "replace") => void;

/** The view of the address bar; `go` changes both, and the back button works. */
export function useView(): [View, Go] {
  const [view, setView] = useState(() => parseView(location.search));
  useEffect(() => {
    const read = () => setView(parseView(location.search));
    addEventListener("popstate", read);
    return () => removeEventListener("popstate", read);
  }, []);
  const go: Go = (change, how = "push") => {
    const next = { ...parseView(location.search), ...change };
    if (how === "push") history.pushState(null, "", addressOf(next));
    else history.replaceState(null, "", addressOf(next));
    setView(next);
  };
  return [view, go];
}

/** Whether the screen is that of a telephone. */
export function useNarrow(): boolean {
  const query = "(max-width: 40rem)";
  const [narrow, setNarrow] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const read = () => setNarrow(media.matches);
    media.addEventListener("change", read);
    return () => media.removeEventListener("change", read);
  }, []);
  return narrow;
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
