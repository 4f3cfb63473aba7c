package org.techindex.common.signal;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.techindex.common.measure.Weight;

/**
 * A tie from one signal to another, which may arrive later or never.
 *
 * @param weight strength, one unless the producer says otherwise
 */
public record Link(SignalId to, Relation relation, Weight weight) {

  /** The nature of a link. The number is stored; it never changes. */
  public enum Relation {
    HOSTED_AT(1, "hosted-at"),
    SPONSORED_BY(2, "sponsored-by"),
    SHARES_DIRECTOR(3, "shares-director"),
    CO_AUTHORED(4, "co-authored"),
    GRANT_PARTNER(5, "grant-partner"),
    OTHER(6, "other");

    private static final Relation[] ALL = values();

    private final int number;
    private final String word;

    Relation(int number, String word) {
      this.number = number;
      this.word = word;
    }

    public int number() {
      return number;
    }

    public String word() {
      return word;
    }

    /** The relation with this word; empty if there is none. */
    static Optional<Relation> find(String word) {
      for (Relation relation : ALL) {
        if (relation.word.equals(word)) {
          return Optional.of(relation);
        }
      }
      return Optional.empty();
    }

    /** All words, for messages. */
    static String words() {
      return Arrays.stream(values()).map(Relation::word).collect(Collectors.joining(", "));
    }
  }
}
