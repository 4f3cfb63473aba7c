package org.techindex.ingest.publish;

import java.util.Map;

/** One signal of a file, as it stands there. */
sealed interface Entry {

  /** The line on which it begins, from 1; the header of a CSV is line 1. */
  long line();

  /** A row of a CSV, by column. */
  record Row(long line, Map<String, String> cells) implements Entry {
    public Row {
      cells = Map.copyOf(cells);
    }
  }

  /** A line of JSON. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, changed or kept
  record Document(long line, byte[] json) implements Entry {}

  /** A row that cannot be told apart into cells. */
  record Unreadable(long line, String field, String rule, String value) implements Entry {}
}
