package org.techindex.local.classifier;

import java.util.Arrays;
import java.util.List;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.TextFeatures;

/**
 * The plain learner that the others are measured against: complement naive Bayes over words (Rennie
 * et al. 2003, Tackling the poor assumptions of naive Bayes text classifiers), one class for each
 * sector and one for none; a text of several sectors counts in each.
 */
final class ComplementNaiveBayes {

  private static final int CLASSES = Sector.CLASSIFIED.size() + 1;
  private static final double SMOOTHING = 1;

  private final double[][] weights;

  private ComplementNaiveBayes(double[][] weights) {
    this.weights = weights;
  }

  static ComplementNaiveBayes train(List<LabelledText> texts) {
    double[][] counts = new double[CLASSES][TextFeatures.BUCKETS];
    for (LabelledText text : texts) {
      if (text.allKnown()) {
        for (Sector sector : text.is()) {
          count(text, counts[sector.classifiedIndex()]);
        }
        if (text.is().isEmpty()) {
          count(text, counts[CLASSES - 1]);
        }
      }
    }
    double[][] weights = new double[CLASSES][TextFeatures.BUCKETS];
    for (int own = 0; own < CLASSES; own++) {
      double[] others = new double[TextFeatures.BUCKETS];
      Arrays.fill(others, SMOOTHING);
      for (int other = 0; other < CLASSES; other++) {
        if (other != own) {
          for (int bucket = 0; bucket < others.length; bucket++) {
            others[bucket] += counts[other][bucket];
          }
        }
      }
      double all = Arrays.stream(others).sum();
      for (int bucket = 0; bucket < others.length; bucket++) {
        weights[own][bucket] = -Math.log(others[bucket] / all);
      }
    }
    return new ComplementNaiveBayes(weights);
  }

  /**
   * Scores of the five sectors, each less the score of none, for each distinct word of the text:
   * more than zero where the sector is the better answer.
   */
  double[] scores(LabelledText text) {
    double[] sums = new double[CLASSES];
    TextFeatures.visit(
        text.title(),
        text.text(),
        (kind, bucket, _, _) -> {
          if (kind == TextFeatures.Kind.WORD) {
            for (int own = 0; own < CLASSES; own++) {
              sums[own] += weights[own][bucket];
            }
          }
        });
    double[] scores = new double[CLASSES - 1];
    for (int sector = 0; sector < scores.length; sector++) {
      scores[sector] = sums[sector] - sums[CLASSES - 1];
    }
    return scores;
  }

  private static void count(LabelledText text, double[] counts) {
    TextFeatures.visit(
        text.title(),
        text.text(),
        (kind, bucket, _, _) -> counts[bucket] += kind == TextFeatures.Kind.WORD ? 1 : 0);
  }
}
