// The installed Chromium, for the scripts that look at the pages.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Every page worth looking at, by a short name; clusters and places are those of the sample. */
export const PAGES = {
  index: "/?sector=ai-and-data",
  "what-if": "/?sector=ai-and-data&weights=0-50-20-20-10",
  place: "/?sector=ai-and-data&place=Barnsley",
  compare: "/?page=compare&sector=ai-and-data",
  quality: "/?page=quality",
  method: "/?page=method",
  data: "/?page=data",
  producers: "/?page=producers",
};

export async function launch() {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place));
  if (executablePath === undefined) {
    console.error("Chromium is not installed: apt-get install chromium, or name one in CHROMIUM");
    process.exit(3);
  }
  const quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  return chromium.launch({ executablePath, args: [...quiet, "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });
}

/** Waits until nothing is loading and the map, where it is shown, has drawn itself. */
export async function settled(page) {
  await page.waitForLoadState("networkidle").catch(() => {});
  await page.waitForFunction(() => document.querySelector(".loading") === null);
  await page.waitForFunction(() => {
    const map = document.querySelector(".map");
    return map === null || map.clientHeight === 0 || map.dataset.drawn === "true";
  });
}

/** The address of the first cluster of AI and Data in the newest edition. */
export async function firstCluster(base) {
  const releases = await (await fetch(`${base}/api/v1/releases`)).json();
  const edition = releases.latest === null ? "live" : `releases/${releases.latest}`;
  const ranking = await (await fetch(`${base}/api/v1/${edition}/sectors/ai-and-data/clusters`)).json();
  return `/?sector=ai-and-data&cluster=${ranking.clusters[0].id}`;
}
