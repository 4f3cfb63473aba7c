#!/bin/sh
# build.sh OUT WORK: builds the pages into OUT, keeping its notes in WORK, through the installed npm. Without npm the build goes on without them.
set -eu
out=$1
work=$2
mkdir -p "$work" "$(dirname "$out")"
cd "$(dirname "$0")/.."
if ! command -v npm >/dev/null 2>&1; then
  echo "web: npm is not installed, so this build has the plain tables but no map"
  exit 0
fi
stamp=$(cat package-lock.json index.html vite.config.ts build/* ../../../../common/src/main/resources/place/gazetteer.csv $(find src -type f ! -name basemap.json | sort) | cksum)
if [ -f "$out/index.html" ] && [ "$(cat "$work/web.stamp" 2>/dev/null)" = "$stamp" ]; then
  exit 0
fi
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  if ! npm ci --silent --no-progress 2>"$work/npm.log"; then
    echo "web: npm could not install the packages of the pages, so this build has the plain tables but no map: $(tail -n 1 "$work/npm.log")"
    exit 0
  fi
fi
TECHINDEX_WEB_OUT=$out npm run --silent build
echo "$stamp" >"$work/web.stamp"
