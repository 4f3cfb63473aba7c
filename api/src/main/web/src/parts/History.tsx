import type { HistoryPoint } from "../types";
import { monthName, percent } from "../words";

const WIDTH = 560;
const HEIGHT = 150;
const LEFT = 52;
const RIGHT = 30;
const FOOT = 24;
const MOST_MONTHS = 6;

/** Percentage by release with its interval, and a table of the same figures under it. */
export function History(props: { points: readonly HistoryPoint[] }) {
  const points = [...props.points].sort((a, b) => a.edition.localeCompare(b.edition, "en-GB", { numeric: true }));
  const top = Math.max(...points.map((point) => point.highPercentage ?? point.percentage), 0.1) * 1.1;
  const x = (i: number) => LEFT + ((WIDTH - LEFT - RIGHT) * i) / Math.max(1, points.length - 1);
  const y = (value: number) => HEIGHT - FOOT - ((HEIGHT - FOOT - 10) * value) / top;
  const band = [
    ...points.map((point, i) => `${x(i)},${y(point.highPercentage ?? point.percentage)}`),
    ...points.map((point, i) => `${x(i)},${y(point.lowPercentage ?? point.percentage)}`).reverse(),
  ];
  const newest = points[points.length - 1]!.percentage;
  const every = Math.ceil(points.length / MOST_MONTHS);
  return (
    <>
      <svg class="history" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label="Percentage by release with its interval; the same figures stand in the table below">
        <polygon class="range" points={band.join(" ")} />
        <line class="axis" x1={LEFT} x2={WIDTH - RIGHT} y1={y(0)} y2={y(0)} />
        <text x={LEFT - 8} y={y(0) + 4} text-anchor="end">
          0 %
        </text>
        <text x={LEFT - 8} y={y(newest) + 4} text-anchor="end">
          {percent(newest)}
        </text>
        <polyline points={points.map((point, i) => `${x(i)},${y(point.percentage)}`).join(" ")} />
        {points.map((point, i) => (
          <g key={point.edition}>
            <circle cx={x(i)} cy={y(point.percentage)} r="3" />
            {(points.length - 1 - i) % every === 0 && (
              <text x={x(i)} y={HEIGHT - 6} text-anchor="middle">
                {monthName(point.month).slice(0, 3)} {point.month.slice(0, 4)}
              </text>
            )}
          </g>
        ))}
      </svg>
      <details class="small">
        <summary>The same as a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Release</th>
              <th scope="col">Rank</th>
              <th scope="col">Could be</th>
              <th scope="col">Share</th>
              <th scope="col">Between</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.edition}>
                <td>{point.edition === "live" ? "Live" : monthName(point.month)}</td>
                <td>{point.rank ?? "–"}</td>
                <td>{point.lowRank === null ? "–" : `${point.lowRank} to ${point.highRank}`}</td>
                <td>{percent(point.percentage)}</td>
                <td>{point.lowPercentage === null || point.highPercentage === null ? "–" : `${point.lowPercentage.toFixed(1)} and ${percent(point.highPercentage)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
