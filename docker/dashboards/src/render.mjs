// node src/render.mjs http://PROMETHEUS:PORT [MINUTES]: draws every dashboard of ../grafana/dashboards and photographs it.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { installed, webp } from "../../../api/src/main/web/build/chromium.mjs";

const WIDTH = 1440;
const WEBP_QUALITY = 0.85;
const DASHBOARDS = fileURLToPath(new URL("../../grafana/dashboards/", import.meta.url));
const IMAGES = fileURLToPath(new URL("../../../docs/images/", import.meta.url));

const [prometheus, minutes] = process.argv.slice(2);
const executablePath = installed();
if (!(await fetch(`${prometheus}/-/ready`).then((answer) => answer.ok, () => false))) {
  console.error(`no Prometheus answers at ${prometheus}: start compose.yaml, or name another address`);
  process.exit(3);
}

const folder = mkdtempSync(join(tmpdir(), "dashboards-"));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  await build({
    entryPoints: [fileURLToPath(new URL("page.jsx", import.meta.url))],
    outfile: join(folder, "page.js"),
    bundle: true,
    format: "iife",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"', global: "window" },
    loader: { ".woff": "dataurl", ".woff2": "dataurl", ".svg": "dataurl", ".png": "dataurl", ".gif": "dataurl", ".ttf": "empty" },
    logLevel: "error",
  });
  writeFileSync(
    join(folder, "page.html"),
    '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="page.css"><body style="margin:0"><div id="page"></div><script src="page.js"></script>',
  );
  let empty = 0;
  for (const file of readdirSync(DASHBOARDS).filter((name) => name.endsWith(".json"))) {
    empty += await picture(basename(file, ".json"), JSON.parse(readFileSync(join(DASHBOARDS, file), "utf8")));
  }
  process.exitCode = empty > 0 ? 1 : 0;
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}

/** Photographs one dashboard; prints what each panel got, and gives the number of queries without an answer. */
async function picture(name, dashboard) {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 } });
  page.on("pageerror", (error) => console.error(`${name}: ${error.message}`));
  await page.goto(pathToFileURL(join(folder, "page.html")).href);
  const report = await page.evaluate((what) => window.drawDashboard(what), { dashboard, prometheus, minutes: minutes === undefined ? null : Number(minutes), width: WIDTH });
  await page.waitForLoadState("networkidle");
  const png = await page.locator("#page").screenshot();
  writeFileSync(join(IMAGES, `dashboard-${name}.webp`), await webp(page, png, WEBP_QUALITY));
  await page.close();
  let empty = 0;
  for (const { panel, query, series, points } of report) {
    empty += points === 0 ? 1 : 0;
    console.log(`${points === 0 ? "EMPTY" : "ok   "} ${name}: ${panel}, query ${query}: ${series} series, ${points} points`);
  }
  return empty;
}
