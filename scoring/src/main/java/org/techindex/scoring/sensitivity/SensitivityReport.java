package org.techindex.scoring.sensitivity;

import java.util.List;
import java.util.Locale;

/**
 * What the ranks of a sector's table owe to the method and to the data.
 *
 * @param leftOut what becomes of the ranks without one factor, kind of signal or source
 * @param totalEffects of each parameter of the method
 * @param draws that the total effects were estimated from
 */
public record SensitivityReport(List<LeftOut> leftOut, List<TotalEffect> totalEffects, int draws) {

  public SensitivityReport {
    leftOut = List.copyOf(leftOut);
    totalEffects = List.copyOf(totalEffects);
  }

  /**
   * @param what "factor events", "kind publication", "source ukri"
   */
  public record LeftOut(String what, RankChange change) {}

  /**
   * @param parameter "bandwidth h"
   * @param index part of the variance of the mean absolute rank change, 0 to about 1
   */
  public record TotalEffect(String parameter, double index) {}

  /** Two tables as text. */
  public String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT, "%-32s %9s %9s %16s%n", "left out", "mean", "largest", "ranks changed"));
    for (LeftOut row : leftOut) {
      RankChange change = row.change;
      table.append(
          String.format(
              Locale.ROOT,
              "%-32s %9.2f %9d %9d of %3d%n",
              row.what,
              change.mean(),
              change.largest(),
              change.changed(),
              change.clusters()));
    }
    table.append(
        String.format(
            Locale.ROOT,
            "%n%-32s %9s   (%d draws, each parameter from half to one and a half times its"
                + " value)%n",
            "parameter",
            "total",
            draws));
    for (TotalEffect row : totalEffects) {
      table.append(String.format(Locale.ROOT, "%-32s %9.2f%n", row.parameter, row.index));
    }
    return table.toString();
  }
}
