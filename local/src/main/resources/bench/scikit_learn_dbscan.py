"""DBSCAN of scikit-learn on the cells of `techindex bench scoring`.

    python3 scikit_learn_dbscan.py CELLS EPSILON_KM MINIMUM_WEIGHT RUNS

CELLS holds 64-bit little-endian floats: latitude and longitude in degrees and weight, cell by cell. The
points go in as unit vectors with straight-line distance, which is the great-circle distance in other
units and the fastest way that scikit-learn has (a k-d tree, all processors). Prints one line of JSON.
"""
import json
import math
import sys
import time

import numpy
import sklearn
from sklearn.cluster import DBSCAN

EARTH_RADIUS_KILOMETRES = 6371.0088

cells = numpy.fromfile(sys.argv[1], dtype="<f8").reshape(-1, 3)
epsilon = 2 * math.sin(float(sys.argv[2]) / EARTH_RADIUS_KILOMETRES / 2)
latitude, longitude = numpy.radians(cells[:, 0]), numpy.radians(cells[:, 1])
points = numpy.column_stack(
    (
        numpy.cos(latitude) * numpy.cos(longitude),
        numpy.cos(latitude) * numpy.sin(longitude),
        numpy.sin(latitude),
    )
)
seconds = []
for _ in range(int(sys.argv[4])):
    started = time.perf_counter()
    found = DBSCAN(eps=epsilon, min_samples=int(float(sys.argv[3])), algorithm="kd_tree", n_jobs=-1).fit(
        points, sample_weight=cells[:, 2]
    )
    seconds.append(time.perf_counter() - started)
print(
    json.dumps(
        {
            "version": sklearn.__version__,
            "seconds": seconds,
            "clusters": int(found.labels_.max()) + 1,
        }
    )
)
