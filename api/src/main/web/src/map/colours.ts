/** Upper ends of the five classes of a share in per cent; the last class is open. */
export const BREAKS = [1, 2, 5, 10] as const;

export const CLASS_LABELS = ["under 1 %", "1 to 2 %", "2 to 5 %", "5 to 10 %", "10 % and more"] as const;

/** Weights of signals at which the levels of a hexagon begin, as the API draws them. */
export const LEVEL_LABELS = ["under 10", "10 to 30", "30 to 100", "100 to 300", "300 and more"] as const;

export interface Palette {
  sea: string;
  land: string;
  neighbour: string;
  border: string;
  coast: string;
  text: string;
  halo: string;
  outline: string;
  selected: string;
  /** Strokes of what belongs to no cluster. */
  hatch: string;
  /** Sequential, light to strong (dark theme: dark to light), told apart with any colour vision. */
  classes: readonly [string, string, string, string, string];
}

const LIGHT: Palette = {
  sea: "#e9eff3",
  land: "#faf9f6",
  neighbour: "#f1f1ee",
  border: "#c9c5bb",
  coast: "#b9c4cb",
  text: "#1d2a33",
  halo: "#ffffff",
  outline: "#23536e",
  selected: "#b3370b",
  hatch: "#9aa5ab",
  classes: ["#dcebf2", "#b0d2e2", "#77afcb", "#3c84a9", "#145678"],
};

const DARK: Palette = {
  sea: "#10181e",
  land: "#1d272e",
  neighbour: "#182127",
  border: "#3e4a53",
  coast: "#34424c",
  text: "#e7edf1",
  halo: "#10181e",
  outline: "#9fd0e6",
  selected: "#ff9b6b",
  hatch: "#66737c",
  classes: ["#1f3f50", "#2c6180", "#4288ad", "#75b5d3", "#c4e4f2"],
};

export function palette(): Palette {
  return matchMedia("(prefers-color-scheme: dark)").matches ? DARK : LIGHT;
}

/** The class of a share in per cent: 0 to 4. */
export function classOf(perCent: number): number {
  const at = BREAKS.findIndex((end) => perCent < end);
  return at < 0 ? BREAKS.length : at;
}
