// What each kind of panel draws: Grafana's components, fed as its own panels feed them.
import { getDisplayValueAlignmentFactors, getFieldDisplayValues } from "@grafana/data";
import { BarGauge, BigValue, TimeSeries, VizRepeater } from "@grafana/ui";

/** The kinds of panel that the dashboards have, by the name in their JSON. */
export const PANELS = { timeseries: Lines, stat: Stats, bargauge: Bars };

function Lines({ frames, options, range, timeZone, width, height }) {
  return <TimeSeries frames={frames} legend={options.legend} options={options} timeRange={range} timeZone={timeZone} width={width} height={height} />;
}

function Stats({ frames, fieldConfig, options, theme, timeZone, width, height }) {
  return (
    <VizRepeater
      getValues={() => valuesOf(frames, fieldConfig, options, theme, timeZone, options.graphMode !== "none")}
      renderValue={({ value, width: w, height: h, count }) => (
        <BigValue
          value={value.display}
          sparkline={value.sparkline}
          count={count}
          colorMode={options.colorMode}
          graphMode={options.graphMode}
          justifyMode={options.justifyMode ?? "auto"}
          textMode={options.textMode ?? "auto"}
          theme={theme}
          width={w}
          height={h}
        />
      )}
      source={frames}
      renderCounter={0}
      autoGrid
      orientation={options.orientation ?? "auto"}
      width={width}
      height={height}
    />
  );
}

function Bars({ frames, fieldConfig, options, theme, timeZone, width, height }) {
  return (
    <VizRepeater
      getValues={() => valuesOf(frames, fieldConfig, options, theme, timeZone, false)}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value, alignmentFactors, orientation, width: w, height: h, count }) => (
        <BarGauge
          value={value.display}
          field={value.field}
          display={value.view?.getFieldDisplayProcessor(value.colIndex)}
          alignmentFactors={alignmentFactors}
          orientation={orientation}
          displayMode={options.displayMode}
          showUnfilled={options.showUnfilled ?? true}
          itemSpacing={8}
          text={options.text}
          isOverflow={false}
          theme={theme}
          width={w}
          height={h}
        />
      )}
      source={frames}
      renderCounter={0}
      itemSpacing={10}
      minVizWidth={8}
      minVizHeight={options.minVizHeight}
      maxVizHeight={options.maxVizHeight}
      orientation={options.orientation}
      width={width}
      height={height}
    />
  );
}

function valuesOf(frames, fieldConfig, options, theme, timeZone, sparkline) {
  return getFieldDisplayValues({ fieldConfig, reduceOptions: { values: false, ...options.reduceOptions }, replaceVariables: (text) => text, theme, data: frames, sparkline, timeZone });
}
