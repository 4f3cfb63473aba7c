// The shapes of the API that the pages read; the words are those of its OpenAPI document. Null counts, shares and contributions are withheld.

export interface ReleaseRow {
  id: string;
  month: string;
  version: number;
  state: "published" | "withdrawn";
  publishedAt: string | null;
  reason: string | null;
  supersededBy: string | null;
  previous: string | null;
}

export interface Releases {
  latest: string | null;
  nextRelease: string | null;
  releases: ReleaseRow[];
}

export interface Download {
  href: string;
  title: string;
  mediaType: string;
  bytes: number | null;
}

export interface Edition {
  id: string;
  state: string;
  asOf: string;
  method: string;
  earlierMethod: string | null;
  version: number | null;
  revision: number | null;
  publishedAt: string | null;
  reason: string | null;
  supersededBy: string | null;
  previous: string | null;
  nextRelease: string | null;
  licence: { name: string; url: string };
  contact: string | null;
  sectors: { id: string; title: string; sentence: string; clusters: number }[];
  downloads: Download[];
}

export interface FactorWeight {
  factor: string;
  weight: number;
}

export interface Interval {
  lowRank: number;
  highRank: number;
  lowPercentage: number;
  highPercentage: number;
  medianRankAnyWeights: number;
  lowRankAnyWeights: number;
  highRankAnyWeights: number;
}

export interface Change {
  since: string;
  rank: number | null;
  points: number;
  significant: boolean;
}

export interface Cluster {
  id: string;
  rank: number | null;
  rankText: string;
  name: string;
  towns: string[];
  regions: string[];
  percentage: number;
  organisations: number | null;
  signals: number | null;
  interval: Interval | null;
  shares: Record<string, number> | null;
  contributions: Record<string, number> | null;
  change: Change | null;
  /** Percentages of the latest releases, oldest first. */
  recent: number[];
}

export interface Ranking {
  edition: string;
  sector: string;
  title: string;
  asOf: string;
  method: string;
  sentence: string;
  factors: FactorWeight[];
  clusters: Cluster[];
  elsewhere: Cluster;
  warnings: string[];
}

export interface Town {
  name: string;
  region: string;
  latitude: number;
  longitude: number;
  share: number;
}

export interface HistoryPoint {
  edition: string;
  month: string;
  rank: number | null;
  percentage: number;
  lowRank: number | null;
  highRank: number | null;
  lowPercentage: number | null;
  highPercentage: number | null;
}

export interface ClusterDetail {
  edition: string;
  sector: string;
  title: string;
  asOf: string;
  cluster: Cluster;
  factors: { factor: string; weight: number; share: number | null; contribution: number | null }[];
  towns: Town[];
  specialisms: { sector: string; title: string; quotient: number; shrunkQuotient: number; significant: boolean }[];
  specialisation: string;
  history: HistoryPoint[];
  changes: { edition: string; event: string; text: string }[];
}

export interface LargestSignal {
  source: string;
  id: string;
  name: string;
  url: string | null;
  month: string;
  contribution: number;
  words: string[];
}

export interface Signals {
  withheld: string | null;
  factors: {
    factor: string;
    contribution: number;
    kinds: { kind: string; contribution: number; sources: { source: string; contribution: number; largest: LargestSignal[] }[] }[];
  }[];
}

/** Signals of one kind from one source in one region; the count is rounded down to tens and null below ten. */
export interface QualitySource {
  source: string;
  kind: string;
  region: string | null;
  signals: number | null;
  latest: string;
}

export interface Quality {
  countedAt: string | null;
  sources: QualitySource[];
  refused: { reason: string; count: number }[];
  counts: { sector: string; kind: string; signals: number | null }[];
  classifier: string | null;
  software: string | null;
}

export interface Place {
  kind: "town" | "postcode-district" | "region";
  name: string;
  region: string;
  latitude: number | null;
  longitude: number | null;
  sentence: string;
  sectors: {
    sector: string;
    title: string;
    cluster: string;
    name: string;
    rank: number | null;
    percentage: number;
    share: number | null;
  }[];
}

export interface Comparison {
  edition: string;
  with: string;
  sectors: {
    sector: string;
    title: string;
    kendallTauB: number | null;
    rankBiasedOverlap: number | null;
    overlapAtTen: number | null;
    clusters: {
      id: string;
      name: string;
      status: "continued" | "born" | "ended";
      rank: number | null;
      rankBefore: number | null;
      percentage: number | null;
      percentageBefore: number | null;
      points: number | null;
      significant: boolean | null;
      parts: { activity: number; boundary: number; method: number } | null;
    }[];
  }[];
}
