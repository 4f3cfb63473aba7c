// The field settings that the dashboards use: standard ones, and those of graphs under "custom".
import { FieldConfigOptionsRegistry, displayNameOverrideProcessor, identityOverrideProcessor } from "@grafana/data";

const STANDARD = ["unit", "min", "max", "decimals", "color", "thresholds", "mappings", "noValue"];
const OF_GRAPHS = ["drawStyle", "lineWidth", "lineStyle", "fillOpacity", "showPoints", "spanNulls", "axisPlacement", "axisLabel", "scaleDistribution", "stacking", "thresholdsStyle"];

const setting = (id, path, isCustom, process) => ({ id, path, isCustom, process, name: path, shouldApply: () => true });

/** Grafana fills the same registry from its panels, which no package holds. */
export const FIELD_CONFIG = new FieldConfigOptionsRegistry(() => [
  ...STANDARD.map((name) => setting(name, name, false, identityOverrideProcessor)),
  setting("displayName", "displayName", false, displayNameOverrideProcessor),
  ...OF_GRAPHS.map((name) => setting(`custom.${name}`, name, true, identityOverrideProcessor)),
]);
