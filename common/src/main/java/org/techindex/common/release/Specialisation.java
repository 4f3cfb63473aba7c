package org.techindex.common.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.techindex.common.release.SectorRanking.Specialism;
import org.techindex.common.sector.Sector;

/** The type of a cluster, told from its location quotients in one sentence. */
public final class Specialisation {

  private static final String NATIONAL_MIX =
      "Close to the national mix: no sector is concentrated here beyond chance";

  /** What is printed as more than 1.0 times. */
  private static final double LEAST_TOLD = 1.05;

  private Specialisation() {}

  /**
   * "Specialised in Clean Growth (1.8 times the national mix); perhaps in AI and Data (1.2 times,
   * could be chance)": sectors with a shrunk quotient that rounds to more than 1.0, the significant
   * ones first, each by its quotient.
   *
   * @param specialisms of the cluster; empty gives an empty sentence
   */
  public static String sentence(List<Specialism> specialisms) {
    if (specialisms.isEmpty()) {
      return "";
    }
    List<Specialism> concentrated =
        specialisms.stream()
            .filter(each -> each.shrunkQuotient() >= LEAST_TOLD)
            .sorted(Comparator.comparingDouble(Specialism::shrunkQuotient).reversed())
            .toList();
    List<String> sure = titles(concentrated, true);
    List<String> perhaps = titles(concentrated, false);
    StringBuilder sentence = new StringBuilder();
    if (sure.isEmpty()) {
      sentence.append(NATIONAL_MIX);
    } else {
      sentence.append("Specialised in ").append(listed(sure));
    }
    if (!perhaps.isEmpty()) {
      sentence.append("; perhaps in ").append(listed(perhaps));
    }
    return sentence.toString();
  }

  private static List<String> titles(List<Specialism> concentrated, boolean significant) {
    List<String> titles = new ArrayList<>();
    for (Specialism each : concentrated) {
      if (each.significant() == significant) {
        titles.add(
            String.format(
                Locale.ROOT,
                "%s (%.1f times %s)",
                Sector.find(each.sector()).map(Sector::title).orElse(each.sector()),
                each.shrunkQuotient(),
                significant ? "the national mix" : "it, could be chance"));
      }
    }
    return titles;
  }

  private static String listed(List<String> parts) {
    int last = parts.size() - 1;
    return last == 0
        ? parts.getFirst()
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }
}
