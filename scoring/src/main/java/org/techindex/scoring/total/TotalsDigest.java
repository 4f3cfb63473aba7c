package org.techindex.scoring.total;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.Optional;
import org.techindex.common.method.EventDecay;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;
import org.techindex.scoring.cluster.CellLinks;

/** SHA-256 of totals, in hexadecimal: equal for equal integers, whoever kept them. */
public final class TotalsDigest {

  private TotalsDigest() {}

  /** Of all that a ranking is made from: the totals of every sector, and the links. */
  public static String of(Totals totals, YearMonth asOf, Optional<EventDecay> events) {
    MessageDigest digest = sha256();
    totals.sectors(asOf, events).forEach((_, sums) -> update(digest, sums));
    ByteBuffer numbers = ByteBuffer.allocate(3 * Long.BYTES);
    for (Sector sector : Sector.values()) {
      CellLinks links = totals.links(sector);
      for (int pair = 0; pair < links.size(); pair++) {
        numbers.clear();
        numbers.putLong(links.low(pair)).putLong(links.high(pair));
        numbers.putLong(links.strengthMillionths(pair));
        digest.update(numbers.array());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of one sector: every number of every cell, in order. */
  public static String of(SectorTotals totals) {
    MessageDigest digest = sha256();
    update(digest, totals);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, SectorTotals totals) {
    ByteBuffer numbers = ByteBuffer.allocate(8 * (4 + 5 * SignalKind.values().length));
    for (int cell = 0; cell < totals.size(); cell++) {
      numbers.clear();
      numbers.putLong(totals.cell(cell));
      for (SignalKind kind : SignalKind.values()) {
        KindTotals sums = totals.kind(kind);
        numbers.putLong(sums.weight(cell)).putLong(sums.squaredWeight(cell));
        numbers.putLong(sums.heads(cell)).putLong(sums.squaredHeads(cell));
        numbers.putLong(sums.signals(cell));
      }
      numbers.putLong(totals.influence(cell)).putLong(totals.squaredInfluence(cell));
      numbers.putLong(totals.organisations(cell));
      digest.update(numbers.array());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
