package org.techindex.scoring.kept;

import java.util.ArrayList;
import java.util.List;
import org.techindex.common.sector.Sector;
import org.techindex.common.store.CopyRow;
import org.techindex.scoring.total.SumKey;
import org.techindex.scoring.total.Sums;
import org.techindex.scoring.total.TotalsRows;

/**
 * What changed in a partition of identities since its rows were last stored: cells whose rows are
 * replaced, and the rows that take their place.
 */
public final class KeptBatch implements TotalsRows {

  private static final int ROW_COLUMNS = 13;
  private static final int LINK_COLUMNS = 4 + Sector.values().length;
  private static final int CHUNK_BYTES = 1 << 18;

  private final int totals;
  private final int partition;
  private final Copied rows = new Copied();
  private final Copied links = new Copied();
  private final List<Long> cells = new ArrayList<>();
  private final List<Long> linkedCells = new ArrayList<>();

  /**
   * @param totals as {@link KeptTotalsStore#register} numbers them
   */
  public KeptBatch(int totals, int partition) {
    this.totals = totals;
    this.partition = partition;
  }

  int totals() {
    return totals;
  }

  int partition() {
    return partition;
  }

  /** The rows of a cell give way to those that are added. */
  public void replace(long cell) {
    cells.add(cell);
  }

  /** The links from a cell to those of a higher number give way to those that are added. */
  public void replaceLinks(long lowCell) {
    linkedCells.add(lowCell);
  }

  @Override
  public void add(long packedKey, Sums row) {
    SumKey key = SumKey.unpack(packedKey);
    rows.next()
        .begin(ROW_COLUMNS)
        .int4(totals)
        .int8(key.cell())
        .int8(row.weight())
        .int8(row.squaredWeight())
        .int8(row.heads())
        .int8(row.squaredHeads())
        .int8(row.influence())
        .int8(row.squaredInfluence())
        .int8(row.signals())
        .int2(partition)
        .int2(key.month())
        .int2(key.sector().ordinal())
        .int2(key.kind().number());
  }

  @Override
  public void addLinks(long lowCell, long highCell, long[] ofSectors) {
    CopyRow row = links.next().begin(LINK_COLUMNS).int4(totals).int8(lowCell).int8(highCell);
    for (long strength : ofSectors) {
      row.int8(strength);
    }
    row.int2(partition);
  }

  List<byte[]> rows() {
    return rows.chunks();
  }

  List<byte[]> links() {
    return links.chunks();
  }

  List<Long> cells() {
    return cells;
  }

  List<Long> linkedCells() {
    return linkedCells;
  }

  /** Rows in pieces, so that no array has to hold all of them. */
  private static final class Copied {

    private final List<byte[]> full = new ArrayList<>();
    private CopyRow open = new CopyRow(CHUNK_BYTES);

    CopyRow next() {
      if (open.size() >= CHUNK_BYTES) {
        full.add(open.toBytes());
        open = new CopyRow(CHUNK_BYTES);
      }
      return open;
    }

    List<byte[]> chunks() {
      List<byte[]> all = new ArrayList<>(full);
      all.add(open.toBytes());
      return all;
    }
  }
}
