package org.techindex.scoring.total;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.techindex.common.measure.Weight;
import org.techindex.common.method.EventDecay;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;

/**
 * Folds the months of rows into the totals of each sector at the end of one month. A row of events
 * is multiplied by what the method leaves of an event of its age and rounded half up, once; all
 * else is added as it is. Events that the method no longer counts have no influence either.
 */
final class Folding {

  private static final Sector[] SECTORS = Sector.values();
  private static final SignalKind[] KINDS = SignalKind.values();
  private static final int INFLUENCE = 5 * KINDS.length;
  private static final int SQUARED_INFLUENCE = INFLUENCE + 1;
  private static final int COLUMNS = SQUARED_INFLUENCE + 1;

  private final int asOf;
  private final Optional<EventDecay> events;
  private final long[] remaining;

  private Folding(int asOf, Optional<EventDecay> events) {
    this.asOf = asOf;
    this.events = events;
    this.remaining = new long[events.map(EventDecay::windowMonths).orElse(0)];
    for (int age = 0; age < remaining.length; age++) {
      remaining[age] = events.orElseThrow().millionthsAfter(age);
    }
  }

  /**
   * @throws IllegalArgumentException if the rows do not keep that month apart
   */
  static Map<Sector, SectorTotals> fold(
      CellSums rows, YearMonth asOf, Optional<EventDecay> events) {
    int month = SumKey.monthNumber(asOf);
    if (month < rows.earliestMonth()) {
      throw new IllegalArgumentException(
          "these totals are kept from month "
              + YearMonth.of(1970, 1).plusMonths(rows.earliestMonth())
              + " on, not for "
              + asOf);
    }
    return new Folding(month, events).fold(rows, asOf);
  }

  private Map<Sector, SectorTotals> fold(CellSums rows, YearMonth asOf) {
    long[][] cells = cellsOfSectors(rows);
    long[][][] columns = new long[SECTORS.length][COLUMNS][];
    for (int sector = 0; sector < SECTORS.length; sector++) {
      for (int column = 0; column < COLUMNS; column++) {
        columns[sector][column] = new long[cells[sector].length];
      }
    }
    rows.forEach((key, sums) -> {
      long left = leftOf(key);
      if (left != 0 && !sums.isZero()) {
        int sector = SumKey.sector(key);
        int cell = Arrays.binarySearch(cells[sector], SumKey.cell(key));
        add(columns[sector], cell, SumKey.kind(key), left, sums);
      }
    });
    Map<Sector, SectorTotals> totals = new EnumMap<>(Sector.class);
    for (int sector = 0; sector < SECTORS.length; sector++) {
      totals.put(SECTORS[sector], totals(SECTORS[sector], asOf, cells[sector], columns[sector]));
    }
    return totals;
  }

  /** What counts of a row, in millionths: 0 or all of it, but for events. */
  private long leftOf(long key) {
    int age = asOf - SumKey.month(key);
    if (age < 0) {
      return 0;
    }
    if (SumKey.kind(key) != SignalKind.EVENT.ordinal() || events.isEmpty()) {
      return Weight.ONE_MILLIONTHS;
    }
    return age < remaining.length ? remaining[age] : 0;
  }

  private static void add(long[][] columns, int cell, int kind, long left, Sums sums) {
    int first = 5 * kind;
    boolean whole = left == Weight.ONE_MILLIONTHS;
    long squaredLeft = whole ? left : Weight.multiply(left, left);
    add(columns[first], cell, whole ? sums.weight() : Weight.multiply(sums.weight(), left));
    add(
        columns[first + 1],
        cell,
        whole ? sums.squaredWeight() : Weight.multiply(sums.squaredWeight(), squaredLeft));
    add(columns[first + 2], cell, whole ? sums.heads() : Weight.multiply(sums.heads(), left));
    add(
        columns[first + 3],
        cell,
        whole ? sums.squaredHeads() : Weight.multiply(sums.squaredHeads(), squaredLeft));
    add(columns[first + 4], cell, sums.signals());
    add(columns[INFLUENCE], cell, sums.influence());
    add(columns[SQUARED_INFLUENCE], cell, sums.squaredInfluence());
  }

  private static void add(long[] column, int cell, long amount) {
    column[cell] = Math.addExact(column[cell], amount);
  }

  /** The cells of each sector that any counting row is in, ascending. */
  private long[][] cellsOfSectors(CellSums rows) {
    int[] found = new int[SECTORS.length];
    rows.forEach((key, sums) -> {
      if (leftOf(key) != 0 && !sums.isZero()) {
        found[SumKey.sector(key)]++;
      }
    });
    long[][] cells = new long[SECTORS.length][];
    for (int sector = 0; sector < SECTORS.length; sector++) {
      cells[sector] = new long[found[sector]];
    }
    int[] next = new int[SECTORS.length];
    rows.forEach((key, sums) -> {
      if (leftOf(key) != 0 && !sums.isZero()) {
        int sector = SumKey.sector(key);
        cells[sector][next[sector]++] = SumKey.cell(key);
      }
    });
    for (int sector = 0; sector < SECTORS.length; sector++) {
      cells[sector] = distinct(cells[sector]);
    }
    return cells;
  }

  private static long[] distinct(long[] values) {
    Arrays.sort(values);
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (i == 0 || values[i] != values[i - 1]) {
        values[count++] = values[i];
      }
    }
    return Arrays.copyOf(values, count);
  }

  /** Leaves out the cells in which nothing counts: there openings and closings cancel out. */
  private static SectorTotals totals(
      Sector sector, YearMonth asOf, long[] cells, long[][] columns) {
    int[] kept = new int[cells.length];
    int count = 0;
    for (int cell = 0; cell < cells.length; cell++) {
      long signals = 0;
      for (int kind = 0; kind < KINDS.length; kind++) {
        signals += columns[5 * kind + 4][cell];
      }
      if (signals != 0) {
        kept[count++] = cell;
      }
    }
    int[] rows = Arrays.copyOf(kept, count);
    Map<SignalKind, KindTotals> kinds = new EnumMap<>(SignalKind.class);
    for (SignalKind kind : KINDS) {
      int first = 5 * kind.ordinal();
      kinds.put(
          kind,
          new KindTotals(
              pick(columns[first], rows),
              pick(columns[first + 1], rows),
              pick(columns[first + 2], rows),
              pick(columns[first + 3], rows),
              pick(columns[first + 4], rows)));
    }
    long[] organisations = pick(columns[5 * SignalKind.BUSINESS.ordinal() + 4], rows);
    long[] institutions = pick(columns[5 * SignalKind.INSTITUTION.ordinal() + 4], rows);
    for (int i = 0; i < organisations.length; i++) {
      organisations[i] += institutions[i];
    }
    return new SectorTotals(
        sector,
        asOf,
        pick(cells, rows),
        kinds,
        pick(columns[INFLUENCE], rows),
        pick(columns[SQUARED_INFLUENCE], rows),
        organisations);
  }

  private static long[] pick(long[] values, int[] rows) {
    long[] picked = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      picked[i] = values[rows[i]];
    }
    return picked;
  }
}
