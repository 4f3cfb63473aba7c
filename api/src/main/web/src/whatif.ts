import type { Cluster, FactorWeight, Ranking } from "./types";
import { sum } from "./view";

/** A row of the table as it is shown now, with the official row beside it. */
export interface Row {
  cluster: Cluster;
  rank: number;
  percentage: number;
  officialRank: number;
}

/** Percentage under given weights: 100 times the sum of weight and share, over the sum of the weights; null where shares are withheld. */
export function percentageUnder(cluster: Cluster, factors: readonly FactorWeight[], weights: readonly number[]): number | null {
  const all = sum(weights);
  const shares = cluster.shares;
  if (shares === null) return null;
  if (all === 0) return 0;
  return (100 * sum(factors.map(({ factor }, i) => (weights[i] ?? 0) * (shares[factor] ?? 0)))) / all;
}

/**
 * Rows in rank order; equal percentages share a rank (1, 2, 2, 4), ties stand in the official order. Clusters whose shares are
 * withheld are counted with Elsewhere in a what-if, as the API does.
 */
export function rowsUnder(ranking: Ranking, weights: readonly number[] | null): { rows: Row[]; elsewhere: number } {
  const official = ranking.clusters.map((cluster) => ({
    cluster,
    rank: cluster.rank ?? 0,
    percentage: cluster.percentage,
    officialRank: cluster.rank ?? 0,
  }));
  if (weights === null) return { rows: official, elsewhere: ranking.elsewhere.percentage };
  const rows = official.flatMap((row) => {
    const percentage = percentageUnder(row.cluster, ranking.factors, weights);
    return percentage === null ? [] : [{ ...row, percentage }];
  });
  rows.sort((a, b) => b.percentage - a.percentage || a.officialRank - b.officialRank);
  rows.forEach((row, i) => {
    const before = rows[i - 1];
    row.rank = before !== undefined && before.percentage === row.percentage ? before.rank : i + 1;
  });
  return { rows, elsewhere: Math.max(0, 100 - sum(rows.map((row) => row.percentage))) };
}

/** Whole per cents of the method's weights that add up to 100: largest remainders get what rounding left. */
export function wholePerCents(weights: readonly number[]): number[] {
  const all = sum(weights);
  const exact = weights.map((weight) => (all === 0 ? 100 / weights.length : (100 * weight) / all));
  const whole = exact.map(Math.floor);
  const order = exact.map((value, i) => ({ i, left: value - Math.floor(value) })).sort((a, b) => b.left - a.left || a.i - b.i);
  for (let k = 0; sum(whole) < 100; k++) {
    const at = order[k % order.length]!.i;
    whole[at] = whole[at]! + 1;
  }
  return whole;
}

/** One slider moved to a new value; the others keep their proportions and all add up to 100. */
export function moveOne(weights: readonly number[], moved: number, value: number): number[] {
  const kept = Math.max(0, Math.min(100, Math.round(value)));
  const others = weights.filter((_, i) => i !== moved);
  const rest = 100 - kept;
  const shares = sum(others) === 0 ? others.map(() => 1) : others;
  const scaled = wholePerCents(shares).map((perCent) => (perCent * rest) / 100);
  const whole = scaled.map(Math.floor);
  const order = scaled.map((v, i) => ({ i, left: v - Math.floor(v) })).sort((a, b) => b.left - a.left || a.i - b.i);
  for (let k = 0; sum(whole) < rest; k++) {
    const at = order[k % order.length]!.i;
    whole[at] = whole[at]! + 1;
  }
  const result: number[] = [];
  let next = 0;
  weights.forEach((_, i) => result.push(i === moved ? kept : whole[next++]!));
  return result;
}
