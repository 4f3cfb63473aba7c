// Asks Prometheus what a panel asks, as Grafana's data source does, and gives Grafana's data frames.
import { FieldType, getDefaultTimeRange, rangeUtil, toDataFrame } from "@grafana/data";

/** The shortest step between two points: how often Prometheus looks (prometheus.yml). */
const SHORTEST_STEP = "5s";

/** The time that a dashboard shows: its own, or the last minutes. */
export function rangeOf(dashboard, minutes) {
  const raw = minutes === null ? dashboard.time : { from: `now-${minutes}m`, to: "now" };
  return raw === undefined ? getDefaultTimeRange() : rangeUtil.convertRawToRange({ from: raw.from, to: raw.to });
}

/** The frames of a panel's queries, one for each series. */
export async function framesOf(panel, prometheus, range, points) {
  const { intervalMs } = rangeUtil.calculateInterval(range, points, SHORTEST_STEP);
  const step = Math.max(1, Math.round(intervalMs / 1000));
  const answers = await Promise.all((panel.targets ?? []).map((target) => ask(target, prometheus, range, step)));
  return answers.flat();
}

async function ask(target, prometheus, range, step) {
  const to = Math.floor(range.to.valueOf() / 1000 / step) * step;
  const from = Math.floor(range.from.valueOf() / 1000 / step) * step;
  const at = target.instant ? `query?time=${to}` : `query_range?start=${from}&end=${to}&step=${step}`;
  const answer = await (await fetch(`${prometheus}/api/v1/${at}&query=${encodeURIComponent(target.expr)}`)).json();
  if (answer.status !== "success") {
    throw new Error(`${target.expr}: ${answer.error}`);
  }
  return answer.data.result.map((series) => {
    const samples = new Map((series.values ?? [series.value]).map(([second, value]) => [second * 1000, Number(value)]));
    const times = target.instant ? [...samples.keys()] : Array.from({ length: (to - from) / step + 1 }, (_, i) => (from + i * step) * 1000);
    return toDataFrame({
      refId: target.refId,
      fields: [
        { name: "Time", type: FieldType.time, config: { interval: step * 1000 }, values: times },
        {
          name: "Value",
          type: FieldType.number,
          labels: series.metric,
          config: { displayNameFromDS: legend(target.legendFormat, series.metric) },
          // Grafana's graphs leave out what is no number.
          values: times.map((time) => (Number.isFinite(samples.get(time)) ? samples.get(time) : null)),
        },
      ],
    });
  });
}

function legend(format, labels) {
  return format ? format.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, label) => labels[label] ?? "") : undefined;
}

/** How many values a query got. */
export function reportOf(panel, frames) {
  return (panel.targets ?? []).map((target) => {
    const answered = frames.filter((frame) => frame.refId === target.refId);
    const points = answered.flatMap((frame) => frame.fields[1].values).filter((value) => value !== null).length;
    return { panel: panel.title, query: target.refId, series: answered.length, points };
  });
}
