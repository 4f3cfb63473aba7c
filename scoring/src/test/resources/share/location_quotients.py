"""Writes location_quotients.csv: location quotients, shrunk by Marshall's global estimator, and the
upper tail of the Poisson distribution by scipy. python3 location_quotients.py > location_quotients.csv"""
from scipy.stats import poisson

sector = [577, 336, 191, 60, 30, 12, 7, 3, 0, 250]
everything = [1200, 610, 500, 300, 100, 14, 30, 40, 25, 1500]
expected = [n * sum(sector) / sum(everything) for n in everything]
mean = sum(sector) / sum(expected)
quotient = [x / e for x, e in zip(sector, expected)]
variance = sum(e * (q - mean) ** 2 for e, q in zip(expected, quotient)) / sum(expected)
between = max(0, variance - mean / (sum(expected) / len(expected)))
print("heads,all,quotient,shrunk,chance")
for x, n, e, q in zip(sector, everything, expected, quotient):
    shrunk = mean + between / (between + mean / e) * (q - mean)
    chance = poisson.sf(x - 1, e) if x > e else 1.0
    print(f"{x},{n},{q!r},{shrunk!r},{float(chance)!r}")
