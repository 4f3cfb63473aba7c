"""fetch.py ADDRESS: prints the AI and Data table, with Python's standard library."""
import csv
import io
import sys
import urllib.request

address = sys.argv[1] + "/api/v1/releases/latest/sectors/ai-and-data/clusters.csv"
with urllib.request.urlopen(address) as answer:
    rows = csv.DictReader(io.TextIOWrapper(answer, encoding="utf-8", newline=""))
    for row in rows:
        print(f"{row['rank'] or '–':>3} {float(row['percentage']):5.1f} %  {row['cluster']}")
