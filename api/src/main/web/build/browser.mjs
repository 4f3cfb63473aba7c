// The installed Chromium, for the scripts that look at the pages.
import { chromium } from "playwright-core";
import { installed } from "./chromium.mjs";

/**
 * Every page worth looking at, by a short name: its address, whether it is looked at down to its end, and what is done before. The cluster is the first of AI
 * and Data in the newest edition; the place is a town of the sample.
 */
export async function looks(base) {
  const sector = "/?sector=ai-and-data";
  const cluster = `${sector}&cluster=${await firstCluster(base)}`;
  const showMap = async (page) => {
    const button = page.getByRole("button", { name: "Show the map" });
    if (await button.isVisible()) await button.click();
  };
  return {
    index: { address: sector },
    map: { address: `${sector}&layer=events`, then: showMap },
    "what-if": { address: `${sector}&weights=0-50-20-20-10` },
    place: { address: `${sector}&place=Huddersfield` },
    cluster: { address: cluster },
    compare: { whole: true, address: "/?page=compare&sector=ai-and-data" },
    quality: { whole: true, address: "/?page=quality" },
    method: { whole: true, address: "/?page=method" },
    data: { whole: true, address: "/?page=data" },
    producers: { whole: true, address: "/?page=producers" },
    problem: { address: `${sector}&cluster=ai-and-data.atlantis` },
  };
}

export async function launch() {
  const quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  return chromium.launch({ executablePath: installed(), args: [...quiet, "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });
}

/** Waits until nothing is loading and the map, where it is shown, has drawn itself. */
export async function settled(page) {
  await page.waitForLoadState("networkidle").catch(() => {});
  await page.waitForFunction(() => document.querySelector(".loading") === null);
  await page.waitForFunction(() => {
    const frame = document.querySelector(".map-frame");
    return frame === null || frame.clientHeight === 0 || frame.querySelector(".map")?.dataset.drawn === "true";
  });
}

async function firstCluster(base) {
  const releases = await (await fetch(`${base}/api/v1/releases`)).json();
  const edition = releases.latest === null ? "live" : `releases/${releases.latest}`;
  const ranking = await (await fetch(`${base}/api/v1/${edition}/sectors/ai-and-data/clusters`)).json();
  return ranking.clusters[0].id;
}
