package org.techindex.ingest.publish;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.techindex.common.signal.Refusal;
import org.techindex.common.signal.RefusedException;
import org.techindex.common.signal.Signal;
import org.techindex.common.signal.SignalCodec;
import org.techindex.common.signal.SignalEnvelope;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.signal.SignalRow;

/** Makes signals from the entries of a file by the very rules that hold at the other end. */
final class Preparation {

  private final Optional<SignalKind> kind;
  private final String source;
  private final Optional<Mapping> mapping;
  private final OffsetDateTime time;
  private final Map<String, Long> lineOfKey = new HashMap<>();

  /**
   * @param kind of every entry; empty where the mapping tells it
   * @param time the version of every signal: the later one of an identity wins
   */
  Preparation(
      Optional<SignalKind> kind, String source, Optional<Mapping> mapping, OffsetDateTime time) {
    this.kind = kind;
    this.source = source;
    this.mapping = mapping;
    this.time = time;
  }

  Prepared prepare(Entry entry) {
    try {
      return switch (entry) {
        case Entry.Unreadable(long line, String field, String rule, String value) ->
            new Prepared.Refused(line, field, rule, Refusal.shorten(value));
        case Entry.Document(long line, byte[] json) ->
            ready(line, SignalCodec.decode(kind.orElseThrow(), source, json));
        case Entry.Row row -> prepareRow(row);
      };
    } catch (RefusedException e) {
      return Prepared.Refused.of(entry.line(), e.refusal());
    }
  }

  private Prepared prepareRow(Entry.Row row) throws RefusedException {
    if (mapping.isEmpty()) {
      return ready(row.line(), SignalRow.signal(kind.orElseThrow(), source, row.cells()));
    }
    Optional<String> skipReason = mapping.get().skipReason(row.cells());
    if (skipReason.isPresent()) {
      return new Prepared.Skipped(row.line(), skipReason.get());
    }
    Optional<SignalKind> rowKind = mapping.get().kind(row.cells());
    if (rowKind.isEmpty()) {
      return new Prepared.Skipped(row.line(), "no kind of the mapping fits it");
    }
    Map<String, String> canonical = mapping.get().apply(rowKind.get(), row.cells());
    return ready(row.line(), SignalRow.signal(rowKind.get(), source, canonical));
  }

  private Prepared ready(long line, Signal signal) throws RefusedException {
    String key = signal.head().id().key();
    Long before = lineOfKey.putIfAbsent(key, line);
    if (before != null) {
      return new Prepared.Refused(
          line, "id", "stands once in a file", signal.head().id().id() + " is in line " + before);
    }
    byte[] document = SignalCodec.encode(signal);
    if (document.length > SignalCodec.LARGEST_BYTES) {
      throw new RefusedException(new Refusal.TooLarge(document.length, SignalCodec.LARGEST_BYTES));
    }
    return new Prepared.Ready(
        line, new SignalEnvelope(signal.kind(), signal.head().id(), time), document);
  }
}
