package org.techindex.common.signal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a signal is a sign of. The number is stored; it never changes. */
public enum SignalKind {
  BUSINESS(1),
  EVENT(2),
  INSTITUTION(3),
  PUBLICATION(4);

  private static final List<SignalKind> ALL = List.of(values());

  private final int number;
  private final String word;
  private final String topic;
  private final String ceType;

  SignalKind(int number) {
    this.number = number;
    this.word = name().toLowerCase(Locale.ROOT);
    this.topic = "signals." + word;
    this.ceType = "org.techindex.signal." + word + ".v1";
  }

  /** The number that stands for this kind in the database. */
  public int number() {
    return number;
  }

  /** "business", as in addresses, files and options. */
  public String word() {
    return word;
  }

  /** The Kafka topic that carries signals of this kind: "signals.business". */
  public String topic() {
    return topic;
  }

  /** The CloudEvents type of a signal of this kind: "org.techindex.signal.business.v1". */
  public String ceType() {
    return ceType;
  }

  /** The kind with this word, whatever the case; empty if there is none. */
  public static Optional<SignalKind> find(String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(kind -> kind.word.equals(wanted)).findFirst();
  }

  /** The kind that a CloudEvents type names; empty if there is none. */
  public static Optional<SignalKind> ofCeType(String ceType) {
    for (SignalKind kind : ALL) {
      if (kind.ceType.equals(ceType)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** The kind whose signals a topic carries; empty if it carries none. */
  public static Optional<SignalKind> ofTopic(String topic) {
    for (SignalKind kind : ALL) {
      if (kind.topic.equals(topic)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
