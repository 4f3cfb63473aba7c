// The page that is photographed: one dashboard, its panels where gridPos puts them.
import "@fontsource/inter/400.css";
import "@fontsource/inter/500.css";
import { applyFieldOverrides, createTheme } from "@grafana/data";
import { GlobalStyles, PanelChrome, ThemeContext } from "@grafana/ui";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { framesOf, rangeOf, reportOf } from "./ask.js";
import { FIELD_CONFIG } from "./field-config.js";
import { PANELS } from "./panels.jsx";

// Grafana's grid: 24 columns, rows of 30 px, 8 px between.
const COLUMNS = 24;
const ROW = 30;
const GAP = 8;
const TITLE = 40;
const TIME_ZONE = "utc";

const theme = createTheme({ colors: { mode: "dark" } });

window.drawDashboard = async ({ dashboard, prometheus, minutes, width }) => {
  const range = rangeOf(dashboard, minutes);
  const panels = await Promise.all(
    dashboard.panels.map(async (panel) => {
      const place = placeOf(panel.gridPos, width);
      return { panel, place, frames: await framesOf(panel, prometheus, range, place.width) };
    }),
  );
  await document.fonts.ready;
  const root = createRoot(document.getElementById("page"));
  flushSync(() => root.render(<Dashboard title={dashboard.title} panels={panels} range={range} width={width} />));
  return panels.flatMap(({ panel, frames }) => reportOf(panel, frames));
};

function placeOf({ x, y, w, h }, width) {
  const column = (width - 2 * GAP + GAP) / COLUMNS;
  return { left: GAP + x * column, top: TITLE + y * (ROW + GAP), width: w * column - GAP, height: h * (ROW + GAP) - GAP };
}

function Dashboard({ title, panels, range, width }) {
  const height = Math.max(...panels.map(({ place }) => place.top + place.height)) + GAP;
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <div style={{ position: "relative", width, height, background: theme.colors.background.canvas }}>
        <div style={{ display: "flex", justifyContent: "space-between", padding: "10px 12px", color: theme.colors.text.primary }}>
          <span style={{ fontWeight: 500 }}>{title}</span>
          <span style={{ color: theme.colors.text.secondary }}>
            {range.from.utc().format("YYYY-MM-DD HH:mm")} to {range.to.utc().format("HH:mm")} UTC
          </span>
        </div>
        {panels.map(({ panel, place, frames }) => (
          <div key={panel.id} style={{ position: "absolute", ...place }}>
            <Panel panel={panel} place={place} frames={frames} range={range} />
          </div>
        ))}
      </div>
    </ThemeContext.Provider>
  );
}

function Panel({ panel, place, frames, range }) {
  const Drawn = PANELS[panel.type];
  if (Drawn === undefined) {
    throw new Error(`${panel.title}: panels of the type ${panel.type} are not drawn here`);
  }
  const fieldConfig = withLowestStep(panel.fieldConfig);
  const data = applyFieldOverrides({ data: frames, fieldConfig, fieldConfigRegistry: FIELD_CONFIG, replaceVariables: (text) => text, theme, timeZone: TIME_ZONE });
  return (
    <PanelChrome title={panel.title} description={panel.description} width={place.width} height={place.height}>
      {(width, height) => (
        <Drawn frames={data} fieldConfig={fieldConfig} options={panel.options} range={range} timeZone={TIME_ZONE} theme={theme} width={width} height={height} />
      )}
    </PanelChrome>
  );
}

/** The first step of thresholds has no value in JSON, which knows no infinity. */
function withLowestStep({ defaults, overrides }) {
  const steps = defaults.thresholds.steps.map((step) => ({ ...step, value: step.value ?? -Infinity }));
  return { defaults: { ...defaults, thresholds: { ...defaults.thresholds, steps } }, overrides };
}
