import type { HistoryPoint } from "../types";
import { monthName, percent } from "../words";

const WIDTH = 480;
const HEIGHT = 130;

/** Percentage by release, with a table of the same figures under it. */
export function History(props: { points: readonly HistoryPoint[] }) {
  const points = [...props.points].sort((a, b) => a.edition.localeCompare(b.edition));
  const top = Math.max(...points.map((point) => point.percentage), 0.1) * 1.15;
  const x = (i: number) => 40 + ((WIDTH - 60) * i) / Math.max(1, points.length - 1);
  const y = (value: number) => HEIGHT - 20 - ((HEIGHT - 30) * value) / top;
  return (
    <>
      <svg class="history" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label="Percentage by release; the same figures stand in the table below">
        <line class="axis" x1="40" x2={WIDTH - 20} y1={y(0)} y2={y(0)} />
        <text x="34" y={y(0) + 4} text-anchor="end">
          0 %
        </text>
        <text x="34" y={y(top / 1.15) + 4} text-anchor="end">
          {percent(top / 1.15)}
        </text>
        <polyline points={points.map((point, i) => `${x(i)},${y(point.percentage)}`).join(" ")} />
        {points.map((point, i) => (
          <circle key={point.edition} cx={x(i)} cy={y(point.percentage)} r="3" />
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
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.edition}>
                <td>{monthName(point.month)}</td>
                <td>{point.rank ?? "–"}</td>
                <td>{point.lowRank === null ? "–" : `${point.lowRank} to ${point.highRank}`}</td>
                <td>{percent(point.percentage)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
