package org.techindex.local.classifier;

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
    double[] ofAll = new double[TextFeatures.BUCKETS];
    for (double[] ofClass : counts) {
      for (int bucket = 0; bucket < ofAll.length; bucket++) {
        ofAll[bucket] += ofClass[bucket];
      }
    }
    double[][] weights = new double[CLASSES][TextFeatures.BUCKETS];
    for (int own = 0; own < CLASSES; own++) {
      double others = 0;
      for (int bucket = 0; bucket < ofAll.length; bucket++) {
        if (ofAll[bucket] > 0) {
          others += ofAll[bucket] - counts[own][bucket] + SMOOTHING;
        }
      }
      for (int bucket = 0; bucket < ofAll.length; bucket++) {
        if (ofAll[bucket] > 0) {
          double other = ofAll[bucket] - counts[own][bucket] + SMOOTHING;
          weights[own][bucket] = -Math.log(other / others);
        }
      }
    }
    return new ComplementNaiveBayes(weights);
  }

  /**
   * How much better each of the five sectors is than the best other answer, none among them: more
   * than zero for the sector that is the answer.
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
      double bestOther = Double.NEGATIVE_INFINITY;
      for (int other = 0; other < CLASSES; other++) {
        if (other != sector) {
          bestOther = Math.max(bestOther, sums[other]);
        }
      }
      scores[sector] = sums[sector] - bestOther;
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
