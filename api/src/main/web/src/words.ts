import type { Row } from "./whatif";

const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];

/** "2026-11" as "November 2026". */
export function monthName(month: string): string {
  const [year, number] = month.split("-");
  return `${MONTHS[Number(number) - 1] ?? month} ${year ?? ""}`.trim();
}

/** "2026-12-01T09:30Z" as "1 December 2026, 09:30" in UK time. */
export function dateWords(instant: string, withTime = true): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const day = date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "Europe/London" });
  if (!withTime) return day;
  return `${day}, ${date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" })}`;
}

export function percent(value: number, digits = 1): string {
  return `${value.toFixed(digits)} %`;
}

export function ordinal(n: number): string {
  const tens = n % 100;
  if (tens >= 11 && tens <= 13) return `${n}th`;
  return `${n}${["th", "st", "nd", "rd"][n % 10] ?? "th"}`;
}

/** "could be 2nd to 5th", or "1st for certain" where the set is one rank. */
export function couldBe(low: number, high: number): string {
  return low === high ? `${ordinal(low)} for certain` : `could be ${ranks(low, high)}`;
}

/** "2nd to 11th", or "1st". */
export function ranks(low: number, high: number): string {
  return low === high ? ordinal(low) : `${ordinal(low)} to ${ordinal(high)}`;
}

/** "rank 4 (could be 2nd to 6th), 5.1 %". */
export function rankWords(row: Row): string {
  const interval = row.cluster.interval;
  const band = interval === null ? "" : ` (${couldBe(interval.lowRank, interval.highRank)})`;
  return `rank ${row.rank}${band}, ${percent(row.percentage)}`;
}

export function list(words: readonly string[]): string {
  return words.length <= 1 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

export function rankText(row: Row, rows: readonly Row[]): string {
  const tied = rows.some((other) => other !== row && other.rank === row.rank);
  return tied ? `=${row.rank}` : String(row.rank);
}

export const FACTOR_WORDS: Record<string, { title: string; plain: string }> = {
  activity: { title: "Activity", plain: "businesses in the sector" },
  events: { title: "Events", plain: "meetings and conferences of the last 24 months, recent ones counting more" },
  universities: { title: "Universities", plain: "publications and research staff" },
  influence: { title: "Influence", plain: "links that reach far, and citations" },
  specialisms: { title: "Specialisms", plain: "concentration beyond the national mix" },
};

export function factorTitle(factor: string): string {
  return FACTOR_WORDS[factor]?.title ?? factor;
}
