/** The least height that is drawn, as a part of the value: what changed less looks level, as it is. */
const LEAST_SPREAD = 0.2;

/** A line without axes: the course of a percentage over the latest releases. */
export function Spark(props: { values: readonly number[] }) {
  if (props.values.length < 2) return null;
  const lowest = Math.min(...props.values);
  const highest = Math.max(...props.values);
  const spread = Math.max(highest - lowest, LEAST_SPREAD * highest) || 1;
  const low = (lowest + highest - spread) / 2;
  const x = (i: number) => 1 + (46 * i) / (props.values.length - 1);
  const y = (value: number) => 13 - (12 * (value - low)) / spread;
  const words = `from ${props.values[0]!.toFixed(1)} % to ${props.values[props.values.length - 1]!.toFixed(1)} %`;
  return (
    <svg class="spark" viewBox="0 0 48 14" role="img" aria-label={words}>
      <title>{words}</title>
      <polyline points={props.values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(" ")} />
    </svg>
  );
}
