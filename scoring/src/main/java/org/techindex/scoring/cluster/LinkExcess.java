package org.techindex.scoring.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.techindex.common.measure.Weight;

/**
 * How much more two clusters are linked than their sizes and their distance explain.
 *
 * <p>The expected strength between two basins is {@code N_a * N_b * f(d)}, with N their weights and
 * f the strength observed over the product of weights, summed over all pairs of basins whose peaks
 * are as far apart (in steps of one bandwidth): the null model of Expert, Evans, Blondel and
 * Lambiotte 2011, doi 10.1073/pnas.1018962108. The excess of two clusters is {@code max(0, (L - E)
 * / (L + 1))} with L and E summed over their pairs of basins: in [0, 1), and a single link is never
 * more than a half. Pairs of basins too far apart for links to matter are left out of both sums.
 */
final class LinkExcess {

  private final Map<Integer, Map<Integer, Pair>> pairs = new HashMap<>();

  private static final class Pair {
    long linkedMillionths;
    double expectedMillionths;
  }

  /**
   * @param bandwidthKilometres width of a step of distance
   * @param limitKilometres pairs of basins whose peaks are further apart are left out
   */
  LinkExcess(
      CellLinks links,
      WeightedCells cells,
      CellRows rows,
      Basins basins,
      double bandwidthKilometres,
      double limitKilometres) {
    double[] weights = new double[basins.count()];
    int[] basinOfPosition = new int[cells.size()];
    for (int place = 0; place < rows.size(); place++) {
      int basin = basins.basin(place);
      basinOfPosition[rows.position(place)] = basin;
      if (basin != Basins.NONE) {
        weights[basin] += cells.weightMillionths(rows.position(place));
      }
    }
    addNearPairs(rows, basins, limitKilometres);
    addLinks(links, cells, basinOfPosition);
    expect(rows, basins, weights, bandwidthKilometres);
  }

  private void addNearPairs(CellRows rows, Basins basins, double limitKilometres) {
    double limit = CellRows.squaredChord(limitKilometres);
    double heightLimit = Math.sqrt(limit);
    int[] northwards =
        IntStream.range(0, basins.count())
            .boxed()
            .sorted((a, b) -> Double.compare(rows.z[basins.peak(a)], rows.z[basins.peak(b)]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < northwards.length; i++) {
      int from = basins.peak(northwards[i]);
      for (int j = i + 1; j < northwards.length; j++) {
        int to = basins.peak(northwards[j]);
        if (rows.z[to] - rows.z[from] > heightLimit) {
          break;
        }
        if (rows.squaredChord(from, to) < limit) {
          Pair pair = new Pair();
          pairsOf(northwards[i]).put(northwards[j], pair);
          pairsOf(northwards[j]).put(northwards[i], pair);
        }
      }
    }
  }

  private Map<Integer, Pair> pairsOf(int basin) {
    return pairs.computeIfAbsent(basin, _ -> new HashMap<>());
  }

  private void addLinks(CellLinks links, WeightedCells cells, int[] basinOfPosition) {
    for (int link = 0; link < links.size(); link++) {
      int low = cells.positionOf(links.low(link));
      int high = cells.positionOf(links.high(link));
      if (low >= 0 && high >= 0) {
        Pair pair = pairsOf(basinOfPosition[low]).get(basinOfPosition[high]);
        if (pair != null) {
          pair.linkedMillionths += links.strengthMillionths(link);
        }
      }
    }
  }

  private void expect(CellRows rows, Basins basins, double[] weights, double bandwidthKilometres) {
    record Near(Pair pair, int step, double product) {}
    var near =
        IntStream.range(0, basins.count())
            .boxed()
            .flatMap(a ->
                pairsOf(a).entrySet().stream()
                    .filter(entry -> a < entry.getKey())
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> {
                      double kilometres =
                          rows.kilometres(basins.peak(a), basins.peak(entry.getKey()));
                      return new Near(
                          entry.getValue(),
                          (int) (kilometres / bandwidthKilometres),
                          weights[a] * weights[entry.getKey()]);
                    }))
            .toList();
    Map<Integer, Double> linked = new HashMap<>();
    Map<Integer, Double> products = new HashMap<>();
    for (Near each : near) {
      linked.merge(each.step, (double) each.pair.linkedMillionths, Double::sum);
      products.merge(each.step, each.product, Double::sum);
    }
    for (Near each : near) {
      double ofStep = products.getOrDefault(each.step, 0.0);
      if (ofStep > 0) {
        each.pair.expectedMillionths =
            each.product * (linked.getOrDefault(each.step, 0.0) / ofStep);
      }
    }
  }

  /** The excess between two clusters, each given by the basin that it goes by now; 0 to 1. */
  double between(int cluster, int other) {
    Pair pair = pairsOf(cluster).get(other);
    if (pair == null || pair.linkedMillionths <= pair.expectedMillionths) {
      return 0;
    }
    return (pair.linkedMillionths - pair.expectedMillionths)
        / (pair.linkedMillionths + Weight.ONE_MILLIONTHS);
  }

  /** From now on, the first cluster holds all of the second. */
  void merge(int into, int merged) {
    Map<Integer, Pair> gone = pairs.remove(merged);
    if (gone == null) {
      return;
    }
    gone.remove(into);
    Map<Integer, Pair> kept = pairsOf(into);
    kept.remove(merged);
    gone.forEach((other, pair) -> {
      Pair joint = kept.computeIfAbsent(other, _ -> new Pair());
      joint.linkedMillionths += pair.linkedMillionths;
      joint.expectedMillionths += pair.expectedMillionths;
      Map<Integer, Pair> ofOther = pairsOf(other);
      ofOther.remove(merged);
      ofOther.put(into, joint);
    });
  }
}
