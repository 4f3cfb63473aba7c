/** A line without axes: the course of a percentage over the latest releases. */
export function Spark(props: { values: readonly number[] }) {
  if (props.values.length < 2) return null;
  const low = Math.min(...props.values);
  const high = Math.max(...props.values);
  const spread = high - low || 1;
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
