// npm run figures -- http://127.0.0.1:8080 [RUNS]: first contentful paint, bytes and layout shift of the first page, each the median of five runs.
import { launch, looks, settled } from "./browser.mjs";

const [base, stated = "5"] = process.argv.slice(2);
const visits = Number(stated);
if (base === undefined) {
  console.error("usage: npm run figures -- http://127.0.0.1:PORT [RUNS] (the address of a running API)");
  process.exit(2);
}
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const { index } = await looks(base);
const browser = await launch();
const runs = [];
for (let run = 0; run < visits; run++) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value))).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(base + index.address);
  await page.waitForSelector("table.ranking tbody tr");
  const useful = await page.evaluate(() => performance.now());
  await settled(page);
  runs.push(
    await page.evaluate((usefulMilliseconds) => {
      const resources = performance.getEntriesByType("resource");
      const scripts = resources.filter((one) => /\.js($|\?)/.test(one.name));
      const paint = performance.getEntriesByName("first-contentful-paint")[0];
      return {
        firstContentfulPaintMilliseconds: Math.round(paint.startTime),
        tableShownMilliseconds: Math.round(usefulMilliseconds),
        scriptBytes: scripts.reduce((sum, one) => sum + one.encodedBodySize, 0),
        allBytes: resources.reduce((sum, one) => sum + one.encodedBodySize, 0),
        requests: resources.length,
        layoutShift: Number(window.shift.toFixed(4)),
      };
    }, useful),
  );
  await context.close();
}
await browser.close();
console.log(JSON.stringify(Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.map((run) => run[key]))])), null, 2));
