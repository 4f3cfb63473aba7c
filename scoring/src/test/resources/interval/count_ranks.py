"""Writes count_ranks.csv: rank sets of counts by exact binomial comparisons of all ordered pairs
(scipy) with Holm's correction. python3 count_ranks.py > count_ranks.csv

Set "design" is the published example of csranks_multinom (R package csranks); it comes out as there:
(1,1)(2,2)(3,8)(3,10)(3,10)(3,10)(3,10)(3,10)(4,10)(4,10)."""
from scipy.stats import binom

SETS = {
    "design": [577, 336, 191, 176, 160, 159, 147, 147, 128, 127],
    "wide": [5000, 700, 650, 400, 90, 88, 40, 12, 3, 1, 0],
    "even": [10, 10, 10, 10],
    "small": [9, 0],
}


def rank_sets(counts, level=0.05):
    n = len(counts)
    tests = sorted(
        (binom.sf(counts[j] - 1, counts[j] + counts[k], 0.5) if counts[j] else 1.0, j, k)
        for j in range(n)
        for k in range(n)
        if j != k
    )
    above = set()
    for i, (chance, j, k) in enumerate(tests):
        if chance > level / (len(tests) - i):
            break
        above.add((j, k))
    return [
        (1 + sum((k, j) in above for k in range(n)), n - sum((j, k) in above for k in range(n)))
        for j in range(n)
    ]


print("set,count,low,high")
for name, counts in SETS.items():
    for count, (low, high) in zip(counts, rank_sets(counts)):
        print(f"{name},{count},{low},{high}")
