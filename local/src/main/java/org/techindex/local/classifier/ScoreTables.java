package org.techindex.local.classifier;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.techindex.common.sector.Sector;

/** Prints scores of several models side by side, as Markdown. */
final class ScoreTables {

  private record Line(String name, ToDoubleFunction<Scores> score) {}

  private static final List<Line> LINES =
      List.of(
          new Line("among five: accuracy", Scores::accuracyOfFive),
          new Line("among five: macro-F1", Scores::macroF1OfFive),
          new Line("among five: most probable is one of its own", Scores::foundAmongFive),
          new Line("one of six, none included: accuracy", Scores::accuracyOfSix),
          new Line("one of six, none included: macro-F1", Scores::macroF1OfSix),
          new Line("none: precision", Scores::precisionOfNone),
          new Line("none: recall", Scores::recallOfNone),
          new Line("each sector yes or no: macro-F1", Scores::macroF1OfSectors),
          new Line("calibration error", Scores::calibrationError));

  private ScoreTables() {}

  static void print(PrintWriter out, String heading, Map<String, Scores> models) {
    int texts = models.values().iterator().next().texts();
    out.printf("%n%s (%d texts)%n%n", heading, texts);
    out.println("| | " + String.join(" | ", models.keySet()) + " |");
    out.println("| --- |" + " ---: |".repeat(models.size()));
    for (Line line : LINES) {
      row(out, line.name(), models, line.score());
    }
    for (Sector sector : Sector.CLASSIFIED) {
      row(out, sector.title() + ": precision", models, scores -> scores.precision(sector));
      row(out, sector.title() + ": recall", models, scores -> scores.recall(sector));
    }
  }

  private static void row(
      PrintWriter out, String name, Map<String, Scores> models, ToDoubleFunction<Scores> score) {
    StringBuilder row = new StringBuilder("| " + name + " |");
    for (Scores scores : models.values()) {
      row.append(String.format(Locale.ROOT, " %.3f |", score.applyAsDouble(scores)));
    }
    out.println(row);
  }
}
