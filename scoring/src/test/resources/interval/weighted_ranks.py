"""Writes weighted_ranks.csv: simultaneous rank sets of weighted shares by numpy, straight from the
definitions: covariance summed over single signals, differences of all ordered pairs held against the
95 % quantile of their largest value in 200,000 draws, stepwise.
python3 weighted_ranks.py > weighted_ranks.csv"""
import numpy as np

# Businesses, events, publications of nine clusters and of Elsewhere (the last row).
COUNTS = np.array([
    [400, 40, 90],
    [150, 60, 80],
    [140, 20, 30],
    [60, 18, 60],
    [55, 17, 40],
    [44, 15, 28],
    [20, 4, 12],
    [16, 6, 12],
    [3, 1, 1],
    [100, 30, 40],
])
WEIGHTS = np.array([0.5, 0.25, 0.25])

rows, factors = COUNTS.shape
clusters = rows - 1
totals = COUNTS.sum(axis=0)
shares = COUNTS / totals
percentages = 100 * shares @ WEIGHTS
covariance = np.zeros((rows, rows))
for factor in range(factors):
    for row in range(rows):
        place = np.zeros(rows)
        place[row] = 1
        deviation = 100 * WEIGHTS[factor] / totals[factor] * (place - shares[:, factor])
        covariance += COUNTS[row, factor] * np.outer(deviation, deviation)

draws = np.random.default_rng(1).multivariate_normal(
    np.zeros(clusters), covariance[:clusters, :clusters], size=200_000)
left, right = (index.ravel() for index in np.indices((clusters, clusters)))
pairs = left != right
left, right = left[pairs], right[pairs]
variances = np.diag(covariance)
deviations = np.sqrt(variances[left] + variances[right] - 2 * covariance[left, right])
statistics = (percentages[left] - percentages[right]) / deviations
errors = (draws[:, left] - draws[:, right]) / deviations
above = np.zeros(len(left), dtype=bool)
margin = np.inf
while True:
    critical = np.quantile(errors[:, ~above].max(axis=1), 0.95)
    margin = min(margin, np.abs(statistics[~above] - critical).min())
    found = ~above & (statistics > critical)
    if not found.any():
        break
    above |= found
assert margin > 0.02, "too near to the critical value for a comparison by other draws"
print("businesses,events,publications,percentage,low,high")
for cluster in range(clusters):
    low = 1 + above[right == cluster].sum()
    high = clusters - above[left == cluster].sum()
    print(*COUNTS[cluster], repr(float(percentages[cluster])), low, high, sep=",")
print(*COUNTS[clusters], repr(float(percentages[clusters])), 0, 0, sep=",")
