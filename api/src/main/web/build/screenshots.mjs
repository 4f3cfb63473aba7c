// npm run screenshots -- http://127.0.0.1:8080 [FOLDER [NAME...]]: pictures of every page, or of those named, wide and on a telephone, light and dark, into docs/images.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, looks, settled } from "./browser.mjs";
import { webp } from "./chromium.mjs";

/** A longer page is cut off here: what comes below is more rows of the same table. */
const LONGEST = 1800;
const WEBP_QUALITY = 0.8;

const [base, folder = fileURLToPath(new URL("../../../../../docs/images/", import.meta.url)), ...names] = process.argv.slice(2);
if (base === undefined) {
  console.error("usage: npm run screenshots -- http://127.0.0.1:PORT [FOLDER [NAME...]] (the address of a running API; FOLDER is docs/images; all pages, or those named)");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const browser = await launch();
const encoder = await browser.newPage();

let bytes = 0;
for (const [name, look] of Object.entries(await looks(base))) {
  if (names.length > 0 && !names.includes(name)) {
    continue;
  }
  for (const [width, height] of [[1440, 900], [360, 780]]) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
      const page = await context.newPage();
      await page.goto(base + look.address);
      await settled(page);
      if (look.then !== undefined) {
        await look.then(page);
        await settled(page);
      }
      const end = await page.evaluate(() => document.documentElement.scrollHeight);
      const seen = look.whole === true || width < 1000 ? Math.min(end, LONGEST) : height;
      const png = await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height: seen } });
      const picture = await webp(encoder, png, WEBP_QUALITY);
      bytes += picture.length;
      writeFileSync(join(folder, `${name}-${width}-${colorScheme}.webp`), picture);
      await context.close();
    }
  }
  console.log(name);
}
await browser.close();
console.log(`${folder}: ${(bytes / 1e6).toFixed(1)} MB`);
