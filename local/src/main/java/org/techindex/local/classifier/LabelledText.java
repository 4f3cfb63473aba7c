package org.techindex.local.classifier;

import java.util.EnumSet;
import java.util.Set;
import org.techindex.common.sector.Sector;

/**
 * A text of which it is known, for some or all of the five sectors, whether it belongs to them. A
 * sector in neither set is unknown: it is not trained on and not counted.
 *
 * @param origin the kind of source
 * @param group texts of one group are never on both sides of a cross-validation
 */
record LabelledText(
    String title, String text, Set<Sector> is, Set<Sector> isNot, Origin origin, int group) {

  /** Where labelled texts come from. */
  enum Origin {
    WEAK_LABELS("weak labels"),
    TOPICS("topics"),
    PROJECTS("projects"),
    LABELLED("labelled"),
    CORRECTIONS("corrections");

    private final String words;

    Origin(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  LabelledText {
    is = Set.copyOf(is);
    isNot = Set.copyOf(isNot);
  }

  /** A text whose sectors are all known: those given, and no others. */
  static LabelledText of(String title, String text, Set<Sector> is, Origin origin, int group) {
    return new LabelledText(title, text, is, others(is), origin, group);
  }

  private static Set<Sector> others(Set<Sector> sectors) {
    Set<Sector> others = EnumSet.copyOf(Sector.CLASSIFIED);
    others.removeAll(sectors);
    return others;
  }

  boolean known(Sector sector) {
    return is.contains(sector) || isNot.contains(sector);
  }

  boolean allKnown() {
    return is.size() + isNot.size() == Sector.CLASSIFIED.size();
  }
}
