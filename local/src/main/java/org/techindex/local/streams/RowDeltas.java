package org.techindex.local.streams;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.techindex.scoring.total.KeptTotals;
import org.techindex.scoring.total.LinkStrength;
import org.techindex.scoring.total.PartRows;
import org.techindex.scoring.total.StoredPart;
import org.techindex.scoring.total.SumKey;

/** What one message changes in the rows of sums; changes that cancel out are not sent. */
final class RowDeltas {

  private final Map<Long, RowSums> rows = new LinkedHashMap<>();
  private final Map<CellPair, RowSums> pairs = new LinkedHashMap<>();

  private record CellPair(long low, long high) {}

  /**
   * @param sign 1 to add all parts, -1 to take them back
   */
  void parts(List<StoredPart> parts, List<Long> outsideMillionths, int sign) {
    for (int part = 0; part < parts.size(); part++) {
      PartRows.forEach(
          parts.get(part), outsideMillionths.get(part), KeptTotals.EVERY_MONTH, sign, this::row);
    }
  }

  private void row(
      long packedKey,
      int sign,
      long weight,
      long squaredWeight,
      long heads,
      long squaredHeads,
      long influence,
      long squaredInfluence,
      long signals) {
    rows.computeIfAbsent(SumKey.ofAllSectors(packedKey), _ -> RowSums.ofCell())
        .add(
            SumKey.sector(packedKey),
            sign,
            weight,
            squaredWeight,
            heads,
            squaredHeads,
            influence,
            squaredInfluence,
            signals);
  }

  /**
   * All links from one signal to another, between all their parts.
   *
   * @param sign 1 to add, -1 to take back
   */
  void links(IdentityMessage.Links links, List<StoredPart> to, int sign) {
    for (LinkStrength.End from : links.ends()) {
      for (StoredPart part : to) {
        for (long weight : links.weights()) {
          LinkStrength.of(
              from,
              LinkStrength.End.of(part),
              weight,
              sign,
              (low, high, sector, strength) ->
                  pairs
                      .computeIfAbsent(new CellPair(low, high), _ -> RowSums.ofPair())
                      .add(sector.ordinal(), 1, strength));
        }
      }
    }
  }

  /** Gives each row that changes with the change, and forgets it. */
  void send(BiConsumer<byte[], byte[]> receiver) {
    rows.forEach((key, sums) -> {
      if (!sums.isZero()) {
        receiver.accept(RowKey.ofCell(key), sums.encode());
      }
    });
    pairs.forEach((pair, sums) -> {
      if (!sums.isZero()) {
        receiver.accept(RowKey.ofPair(pair.low(), pair.high()), sums.encode());
      }
    });
  }
}
