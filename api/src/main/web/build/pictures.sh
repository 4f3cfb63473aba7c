#!/bin/sh
# pictures.sh: pictures of every page into docs/images, from the sample signals of the demo and releases of the last three months.
set -eu
cd "$(dirname "$0")/../../../../.."
port=${1:-8765}
said=$(mktemp)
./techindex demo --port "$port" >"$said" 2>&1 &
demo=$!
trap 'kill "$demo" 2>/dev/null; rm -f "$said"' EXIT
until grep -q '^map and API' "$said"; do
  kill -0 "$demo" 2>/dev/null || { tail -n 5 "$said" >&2; exit 3; }
  sleep 1
done
for back in 2 1 0; do
  ./techindex release make "$(date -d "$(date +%Y-%m-15) -$back month" +%Y-%m)"
done
npm --prefix api/src/main/web run --silent screenshots -- "http://127.0.0.1:$port"
