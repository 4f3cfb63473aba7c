"""Writes percentages.csv: 95 % intervals of a percentage, exact from counts (Clopper and Pearson) and
from a standard deviation on the scale of log odds, by scipy. python3 percentages.py > percentages.csv"""
from math import exp, log

from scipy.stats import beta, norm

print("kind,value,other,low,high")
for count, total in [(5, 100), (0, 20), (20, 20), (577, 2500), (1, 8222)]:
    low = beta.ppf(0.025, count, total - count + 1) if count else 0.0
    high = beta.ppf(0.975, count + 1, total - count) if count < total else 1.0
    print(f"count,{count},{total},{100 * low:.6f},{100 * high:.6f}")
for percentage, deviation in [(21.5, 1.25), (0.4, 0.3), (99.0, 0.5)]:
    share = percentage / 100
    odds = log(share / (1 - share))
    reach = norm.ppf(0.975) * deviation / 100 / (share * (1 - share))
    ends = [100 / (1 + exp(-(odds + sign * reach))) for sign in (-1, 1)]
    print(f"deviation,{percentage},{deviation},{ends[0]:.6f},{ends[1]:.6f}")
