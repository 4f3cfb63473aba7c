// What the scripts that make pictures need of Chromium, without a library.
import { existsSync } from "node:fs";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where Chromium is installed; ends the process where it is not. */
export function installed() {
  const place = process.env.CHROMIUM ?? PLACES.find((each) => existsSync(each));
  if (place === undefined) {
    console.error("Chromium is not installed: apt-get install chromium, or name one in CHROMIUM");
    process.exit(3);
  }
  return place;
}

/**
 * A PNG as WebP, which takes a third of the bytes; Chromium itself only photographs in PNG.
 *
 * @param page any page of a Playwright browser: it encodes
 * @param quality 0 to 1
 */
export async function webp(page, png, quality) {
  const text = await page.evaluate(
    async ([picture, wanted]) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext("2d").drawImage(image, 0, 0);
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/webp", quality: wanted })).arrayBuffer());
      return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    },
    [png.toString("base64"), quality],
  );
  return Buffer.from(text, "latin1");
}
