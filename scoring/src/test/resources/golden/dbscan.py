#!/usr/bin/env python3
"""Makes dbscan.csv: weighted DBSCAN by scikit-learn, with great-circle distance.

Needs python3-sklearn and python3-numpy (Debian 12: scikit-learn 1.2.1). Run it in this folder:

    python3 dbscan.py dbscan-cells.csv > dbscan.csv

dbscan-cells.csv holds the cells (H3 index in hexadecimal, latitude and longitude of the centre in
degrees, weight); it is written by DbscanGoldenTest when the system property `golden.write` names
the file. A cell is a core where the weight within 8 km reaches 40.
"""
import csv
import sys

import numpy
from sklearn.cluster import DBSCAN

EARTH_RADIUS_KILOMETRES = 6371.0088

rows = list(csv.DictReader(open(sys.argv[1])))
points = numpy.radians([[float(row["latitude"]), float(row["longitude"])] for row in rows])
weights = numpy.array([float(row["weight"]) for row in rows])
found = DBSCAN(
    eps=8 / EARTH_RADIUS_KILOMETRES, min_samples=40, metric="haversine", algorithm="ball_tree"
).fit(points, sample_weight=weights)
cores = set(found.core_sample_indices_)
print("cell,weight,label,core")
for index, row in enumerate(rows):
    print(row["cell"], row["weight"], found.labels_[index], int(index in cores), sep=",")
