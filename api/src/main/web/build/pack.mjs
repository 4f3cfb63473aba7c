// pack.mjs: packs every page of TECHINDEX_WEB_OUT beside itself (.br, .gz), as small as can be, so that the API has
// nothing to pack when it starts; and lists all of them in files.txt, so that it need not look what there is.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const folder = process.env["TECHINDEX_WEB_OUT"] ?? "dist";
const packed = /\.(html|css|js|mjs|svg|json|geojson|webmanifest|txt)$/;
// As in Rendered.java: below this packing saves no network packet.
const smallestPackedBytes = 512;

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/"))
  .sort();

for (const file of files.filter((name) => packed.test(name))) {
  const plain = readFileSync(join(folder, file));
  if (plain.length < smallestPackedBytes) {
    continue;
  }
  const brotli = brotliCompressSync(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    },
  });
  const gzip = gzipSync(plain, { level: constants.Z_BEST_COMPRESSION });
  for (const [ending, bytes] of [["br", brotli], ["gz", gzip]]) {
    if (bytes.length < plain.length) {
      writeFileSync(join(folder, `${file}.${ending}`), bytes);
    }
  }
}
writeFileSync(join(folder, "files.txt"), files.map((file) => `${file}\n`).join(""));
