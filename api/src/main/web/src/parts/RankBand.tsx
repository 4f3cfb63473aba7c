import type { Interval } from "../types";

/** The ranks a cluster could have, as a bar on the axis of all ranks; the tick is the printed rank. */
export function RankBand(props: { rank: number; interval: Interval | null; last: number; anyWeights?: boolean }) {
  if (props.interval === null) return <span class="quiet">–</span>;
  const low = props.anyWeights === true ? props.interval.lowRankAnyWeights : props.interval.lowRank;
  const high = props.anyWeights === true ? props.interval.highRankAnyWeights : props.interval.highRank;
  const step = 100 / Math.max(1, props.last);
  const words = low === high ? `rank ${low}` : `could be ${low} to ${high}`;
  return (
    <svg class="band" viewBox="0 0 100 16" preserveAspectRatio="none" role="img" aria-label={words}>
      <title>{words}</title>
      <line class="band-axis" x1="0" x2="100" y1="8" y2="8" />
      <rect class="band-range" x={(low - 1) * step} width={(high - low + 1) * step} y="5" height="6" rx="1" />
      <rect class="band-rank" x={(props.rank - 1) * step} width={Math.max(1.5, step)} y="1.5" height="13" />
    </svg>
  );
}
