// npm run screenshots -- http://127.0.0.1:8080: pictures of every page, wide and on a telephone, light and dark, into docs/images.
import { mkdirSync } from "node:fs";
import { firstCluster, launch, PAGES, settled } from "./browser.mjs";

const base = process.argv[2];
if (base === undefined) {
  console.error("usage: npm run screenshots -- http://127.0.0.1:PORT (the address of a running API)");
  process.exit(2);
}
const folder = new URL("../../../../../docs/images/", import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
const pages = { ...PAGES, cluster: await firstCluster(base) };
const browser = await launch();
for (const [name, address] of Object.entries(pages)) {
  for (const [width, height] of [[1440, 900], [360, 780]]) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
      const page = await context.newPage();
      await page.goto(base + address);
      await settled(page);
      await page.screenshot({ path: `${folder}${name}-${width}-${colorScheme}.png` });
      await context.close();
    }
  }
  console.log(name);
}
await browser.close();
