package org.techindex.local.classifier;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.techindex.common.sector.Sector;

/**
 * How good a classifier is on labelled texts.
 *
 * <p>Two questions are asked. <em>Which one</em>: every text with at most one label has one of six
 * answers, the most probable sector or, where none reaches one half, none. <em>Among five</em>: for
 * every text that has a sector, whether the most probable is one of its own, whatever its
 * probability; class scores there are over texts with exactly one. And for each sector, yes or no
 * at one half.
 */
final class Scores {

  private static final int SECTORS = Sector.CLASSIFIED.size();
  private static final int NONE = SECTORS;
  private static final double LEAST_PROBABILITY = 0.5;
  private static final int BINS = 10;

  private final int[][] sixWays = new int[SECTORS + 1][SECTORS + 1];
  private final int[][] fiveWays = new int[SECTORS][SECTORS];
  private final int[] truePositives = new int[SECTORS];
  private final int[] falsePositives = new int[SECTORS];
  private final int[] falseNegatives = new int[SECTORS];
  private final double[][] binProbability = new double[SECTORS][BINS];
  private final int[][] binPositives = new int[SECTORS][BINS];
  private int texts;
  private int withSector;
  private int foundAmongFive;
  private int answeredNone;
  private int rightlyNone;
  private int withoutSector;
  private int foundExactly;

  /**
   * @param probabilities of the five sectors, for each text
   */
  static Scores of(List<LabelledText> texts, List<double[]> probabilities) {
    Scores scores = new Scores();
    for (int i = 0; i < texts.size(); i++) {
      if (texts.get(i).allKnown()) {
        scores.add(texts.get(i), probabilities.get(i));
      }
    }
    return scores;
  }

  private void add(LabelledText text, double[] probabilities) {
    texts++;
    int best = 0;
    for (Sector sector : Sector.CLASSIFIED) {
      int index = sector.classifiedIndex();
      double probability = probabilities[index];
      boolean is = text.is().contains(sector);
      if (probability > probabilities[best]) {
        best = index;
      }
      boolean answer = probability >= LEAST_PROBABILITY;
      truePositives[index] += is && answer ? 1 : 0;
      falsePositives[index] += !is && answer ? 1 : 0;
      falseNegatives[index] += is && !answer ? 1 : 0;
      int bin = Math.min(BINS - 1, (int) (probability * BINS));
      binProbability[index][bin] += probability;
      binPositives[index][bin] += is ? 1 : 0;
    }
    int answer = probabilities[best] >= LEAST_PROBABILITY ? best : NONE;
    boolean bestIsRight = text.is().contains(Sector.CLASSIFIED.get(best));
    if (answer == NONE) {
      answeredNone++;
    }
    if (text.is().isEmpty()) {
      withoutSector++;
      rightlyNone += answer == NONE ? 1 : 0;
      sixWays[NONE][answer]++;
    } else {
      withSector++;
      foundAmongFive += bestIsRight ? 1 : 0;
      foundExactly += bestIsRight && answer != NONE ? 1 : 0;
      if (text.is().size() == 1) {
        int label = text.is().iterator().next().classifiedIndex();
        sixWays[label][answer]++;
        fiveWays[label][best]++;
      }
    }
  }

  int texts() {
    return texts;
  }

  /** Right answers among texts with at most one label; none is one of six answers. */
  double accuracyOfSix() {
    return accuracy(sixWays);
  }

  double macroF1OfSix() {
    return macroF1(sixWays);
  }

  /** Right answers among texts with exactly one label, none not being an answer. */
  double accuracyOfFive() {
    return accuracy(fiveWays);
  }

  double macroF1OfFive() {
    return macroF1(fiveWays);
  }

  /** Of all texts with sectors, those whose most probable sector is one of them. */
  double foundAmongFive() {
    return ratio(foundAmongFive, withSector);
  }

  /** The same, where it must also reach one half. */
  double foundAtOneHalf() {
    return ratio(foundExactly, withSector);
  }

  double precisionOfNone() {
    return ratio(rightlyNone, answeredNone);
  }

  double recallOfNone() {
    return ratio(rightlyNone, withoutSector);
  }

  double precision(Sector sector) {
    int index = sector.classifiedIndex();
    return ratio(truePositives[index], truePositives[index] + falsePositives[index]);
  }

  double recall(Sector sector) {
    int index = sector.classifiedIndex();
    return ratio(truePositives[index], truePositives[index] + falseNegatives[index]);
  }

  /** Mean over the sectors of 2PR/(P+R), yes or no at one half. */
  double macroF1OfSectors() {
    double sum = 0;
    for (int index = 0; index < SECTORS; index++) {
      sum += f1(truePositives[index], falsePositives[index], falseNegatives[index]);
    }
    return sum / SECTORS;
  }

  /** Expected calibration error: mean distance of probability and frequency over ten bins. */
  double calibrationError() {
    double distance = 0;
    for (int index = 0; index < SECTORS; index++) {
      for (int bin = 0; bin < BINS; bin++) {
        distance += Math.abs(binProbability[index][bin] - binPositives[index][bin]);
      }
    }
    return texts == 0 ? 0 : distance / texts / SECTORS;
  }

  /** The figures that a model file keeps, by name. */
  SortedMap<String, Double> named(String prefix) {
    SortedMap<String, Double> named = new TreeMap<>();
    named.put(prefix + "accuracy of six", rounded(accuracyOfSix()));
    named.put(prefix + "macro-F1 of six", rounded(macroF1OfSix()));
    named.put(prefix + "accuracy of five", rounded(accuracyOfFive()));
    named.put(prefix + "macro-F1 of five", rounded(macroF1OfFive()));
    named.put(prefix + "calibration error", rounded(calibrationError()));
    return named;
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  private static double accuracy(int[][] table) {
    int right = 0;
    int all = 0;
    for (int label = 0; label < table.length; label++) {
      right += table[label][label];
      for (int answers : table[label]) {
        all += answers;
      }
    }
    return ratio(right, all);
  }

  private static double macroF1(int[][] table) {
    double sum = 0;
    for (int label = 0; label < table.length; label++) {
      int falsePositives = 0;
      int falseNegatives = 0;
      for (int other = 0; other < table.length; other++) {
        if (other != label) {
          falsePositives += table[other][label];
          falseNegatives += table[label][other];
        }
      }
      sum += f1(table[label][label], falsePositives, falseNegatives);
    }
    return sum / table.length;
  }

  private static double f1(int truePositives, int falsePositives, int falseNegatives) {
    return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
  }

  private static double ratio(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
