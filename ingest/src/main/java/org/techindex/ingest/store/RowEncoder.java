package org.techindex.ingest.store;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.techindex.common.sector.Memberships;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.Link;
import org.techindex.common.signal.Signal;
import org.techindex.common.signal.SignalCodec;
import org.techindex.common.signal.SignalHead;
import org.techindex.common.signal.SignalId;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.store.CopyRow;
import org.techindex.common.store.Position;
import org.techindex.ingest.locate.LocatedSignal;
import org.techindex.ingest.receive.ReceivedSignal;

/** Makes the rows of a signal, in the column order of {@link BatchStore}. Safe for many threads. */
public final class RowEncoder {

  private static final byte[] NO_ROWS = new byte[0];
  private static final int[] NO_MARKS = new int[0];
  private static final int SIGNAL_BYTES = 99;
  private static final int PART_BYTES = 150;
  private static final int LINK_BYTES = 60;

  private final int classifier;

  /**
   * @param classifier the database's number of the classifier version in use
   */
  public RowEncoder(int classifier) {
    this.classifier = classifier;
  }

  public Storable.SignalRows encode(LocatedSignal located) {
    Position position = located.classified().valid().position();
    Signal signal = located.classified().valid().signal();
    OffsetDateTime time = located.classified().valid().envelope().time();
    SignalHead head = signal.head();
    UUID identity = head.id().digest();
    byte[] ownFields = SignalCodec.encodeOwnFields(signal);
    CopyRow row = new CopyRow(expectedBytes(head) + ownFields.length);
    int mark =
        beginSignal(
            row, position, identity, time, head.observed(), signal.kind(), false, head.id());
    row.text(head.name())
        .text(head.text().orElse(null))
        .text(head.url().orElse(null))
        .jsonb(ownFields);
    int[] partMarks = new int[located.parts().size()];
    byte[] parts = parts(position, signal, located, partMarks);
    return new Storable.SignalRows(
        position,
        head.id(),
        identity,
        CopyRow.microseconds(time.toInstant()),
        row.toBytes(),
        mark,
        parts,
        partMarks,
        links(position, head.links()));
  }

  public Storable.SignalRows encode(ReceivedSignal.Retraction retraction) {
    UUID identity = retraction.id().digest();
    CopyRow row = new CopyRow(200);
    int mark =
        beginSignal(
            row,
            retraction.position(),
            identity,
            retraction.time(),
            null,
            retraction.kind(),
            true,
            retraction.id());
    row.nullValue().nullValue().nullValue().nullValue();
    return new Storable.SignalRows(
        retraction.position(),
        retraction.id(),
        identity,
        CopyRow.microseconds(retraction.time().toInstant()),
        row.toBytes(),
        mark,
        NO_ROWS,
        NO_MARKS,
        NO_ROWS);
  }

  private static int beginSignal(
      CopyRow row,
      Position position,
      UUID identity,
      OffsetDateTime time,
      @Nullable OffsetDateTime observed,
      SignalKind kind,
      boolean retracted,
      SignalId id) {
    row.begin(BatchStore.SIGNAL_COLUMNS)
        .int8(position.packed())
        .uuid(identity)
        .timestamptz(time.toInstant());
    if (observed == null) {
      row.nullValue();
    } else {
      row.timestamptz(observed.toInstant());
    }
    row.int2(kind.number());
    int mark = row.bool(true);
    row.bool(retracted);
    row.text(id.source()).text(id.id());
    return mark;
  }

  /** Of a row with ASCII texts, but for its own fields; others make it grow. */
  private static int expectedBytes(SignalHead head) {
    return SIGNAL_BYTES
        + head.id().source().length()
        + head.id().id().length()
        + head.name().length()
        + head.text().map(String::length).orElse(0)
        + head.url().map(String::length).orElse(0);
  }

  private byte[] parts(Position position, Signal signal, LocatedSignal located, int[] partMarks) {
    Memberships memberships = located.classified().memberships();
    CopyRow rows = new CopyRow(PART_BYTES * located.parts().size());
    int month = SignalMonths.from(signal);
    Integer closedMonth = SignalMonths.closed(signal).orElse(null);
    int citations =
        signal instanceof Signal.Publication publication ? publication.citations().orElse(0) : 0;
    for (int part = 0; part < located.parts().size(); part++) {
      LocatedSignal.Part at = located.parts().get(part);
      rows.begin(BatchStore.PART_COLUMNS)
          .int8(position.packed())
          .int8(at.cell().index())
          .int8(at.amountMillionths())
          .int2(part)
          .int2(classifier)
          .int2(signal.kind().number())
          .int2(month)
          .int2(closedMonth)
          .int2(at.region().number());
      partMarks[part] = rows.bool(true);
      rows.int4(at.fractionMillionths()).int4(citations);
      for (Sector sector : Sector.CLASSIFIED) {
        rows.int4(memberships.millionths(sector));
      }
    }
    return rows.toBytes();
  }

  private static byte[] links(Position position, List<Link> links) {
    if (links.isEmpty()) {
      return NO_ROWS;
    }
    CopyRow rows = new CopyRow(LINK_BYTES * links.size());
    for (int ordinal = 0; ordinal < links.size(); ordinal++) {
      Link link = links.get(ordinal);
      rows.begin(BatchStore.LINK_COLUMNS)
          .int8(position.packed())
          .int2(ordinal)
          .int2(link.relation().number())
          .int8(link.weight().millionths())
          .uuid(link.to().digest());
    }
    return rows.toBytes();
  }
}
