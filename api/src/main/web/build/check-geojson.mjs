// node check-geojson.mjs FILE: holds a file against RFC 7946; tells what is wrong, or how many features it has.
import { readFileSync } from "node:fs";
import { check, HintError } from "@placemarkio/check-geojson";

try {
  const found = check(readFileSync(process.argv[2], "utf8"));
  console.log(`valid: ${found.features.length} features`);
} catch (error) {
  if (!(error instanceof HintError)) throw error;
  error.issues.slice(0, 10).forEach((issue) => console.log(`${issue.severity} at ${issue.from}: ${issue.message}`));
  process.exit(1);
}
