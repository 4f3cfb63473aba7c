"""add_up.py ADDRESS [EDITION]: adds up what the first cluster of each sector is made of, from its
signals, and holds the sum against the published percentage, with Python's standard library. EDITION
is "releases/latest" or "live". Ends with 1 where they differ in any digit."""
import csv
import io
import json
import sys
import urllib.request
from decimal import ROUND_HALF_UP, Decimal

LAST_DIGIT = Decimal("0.000000001")
root = f"{sys.argv[1]}/api/v1/{sys.argv[2] if len(sys.argv) > 2 else 'releases/latest'}"


def fetch(path):
    with urllib.request.urlopen(f"{root}/{path}") as answer:
        return answer.read().decode("utf-8")


def read(path):
    return json.loads(fetch(path), parse_float=Decimal, parse_int=Decimal)


def told(drilled):
    """Percentage points at each level, from the bottom: single signals and the rest of each source."""
    for factor in drilled["factors"]:
        for kind in factor["kinds"]:
            for source in kind["sources"]:
                yield sum((one["contribution"] for one in source["largest"]), source["restContribution"])


wrong = 0
for sector in read("sectors")["sectors"]:
    table = read(f"sectors/{sector['id']}/clusters")
    if not table["clusters"]:
        continue
    first = table["clusters"][0]
    published = Decimal(first["percentage"]).quantize(LAST_DIGIT, ROUND_HALF_UP)
    pages = read(f"clusters/{first['id']}/signals?limit=100")
    if pages["withheld"] is not None:
        print(f"{sector['title']}: {first['name']} is withheld")
        continue
    signals = list(csv.DictReader(io.StringIO(fetch(f"clusters/{first['id']}/signals.csv"))))
    sums = {sum(told(pages), Decimal(0)), sum((Decimal(one["contribution"]) for one in signals), Decimal(0))}
    equal = sums == {published}
    wrong += not equal
    found = "equal" if equal else f"NOT {sorted(sums)}"
    print(f"{sector['title']}: {first['name']} {published} % from {len(signals)} lines of signals, {found}")
sys.exit(1 if wrong else 0)
