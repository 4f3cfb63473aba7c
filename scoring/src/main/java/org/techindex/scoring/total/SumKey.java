package org.techindex.scoring.total;

import java.time.YearMonth;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;

/**
 * What a row of sums is kept by, and the 62 bits it packs into.
 *
 * @param month months since January 1970
 * @param cell H3 index of resolution 7
 */
public record SumKey(int month, long cell, Sector sector, SignalKind kind) {

  /** Mode, resolution and the unused digits: the bits that all cells of resolution 7 share. */
  private static final long CELL_FRAME = 0x0870_0000_00FF_FFFFL;

  private static final int CELL_SHIFT = 24;
  private static final long CELL_MASK = (1L << 28) - 1;
  private static final int SECTOR_SHIFT = 28;
  private static final int KIND_SHIFT = 31;
  private static final int MONTH_SHIFT = 34;

  private static final Sector[] SECTORS = Sector.values();
  private static final SignalKind[] KINDS = SignalKind.values();

  /**
   * The 62 bits.
   *
   * @throws IllegalArgumentException if the cell is not of resolution 7 or the month does not fit
   *     16 bits
   */
  public long packed() {
    return withSector(pack(month, cell, kind), sector.ordinal());
  }

  /** Months since January 1970. */
  public static int monthNumber(YearMonth month) {
    return (month.getYear() - 1970) * 12 + month.getMonthValue() - 1;
  }

  /**
   * Packs the part of the key that is the same in all sectors, as {@link #withSector} completes it.
   *
   * @throws IllegalArgumentException if the cell is not of resolution 7 or the month does not fit
   *     16 bits
   */
  static long pack(int month, long cell, SignalKind kind) {
    long digits = (cell >>> CELL_SHIFT) & CELL_MASK;
    if ((digits << CELL_SHIFT | CELL_FRAME) != cell) {
      throw new IllegalArgumentException(
          Long.toHexString(cell) + " is not an H3 cell of resolution 7");
    }
    if (month != (short) month) {
      throw new IllegalArgumentException("month " + month + " does not fit a stored month");
    }
    return digits
        | (long) kind.ordinal() << KIND_SHIFT
        | (long) (month - Short.MIN_VALUE) << MONTH_SHIFT;
  }

  /** Completes {@link #pack} by the ordinal of a sector. */
  static long withSector(long packed, int sector) {
    return packed | (long) sector << SECTOR_SHIFT;
  }

  /** The digits of the cell in a packed key: the lowest 28 bits. */
  public static int cellDigits(long packed) {
    return (int) (packed & CELL_MASK);
  }

  /** What a packed key says beside the cell: month, kind and sector, in 22 bits. */
  public static int withinCell(long packed) {
    return (int) (packed >>> SECTOR_SHIFT);
  }

  /** The packed key of {@link #cellDigits} and {@link #withinCell}. */
  public static long join(int cellDigits, int withinCell) {
    return (long) withinCell << SECTOR_SHIFT | cellDigits;
  }

  /** The cell of a packed key, or of its digits alone. */
  public static long cell(long packed) {
    return (packed & CELL_MASK) << CELL_SHIFT | CELL_FRAME;
  }

  /** The ordinal of the sector of a packed key. */
  public static int sector(long packed) {
    return (int) (packed >>> SECTOR_SHIFT) & 7;
  }

  static int kind(long packed) {
    return (int) (packed >>> KIND_SHIFT) & 7;
  }

  static int month(long packed) {
    return (int) (packed >>> MONTH_SHIFT) + Short.MIN_VALUE;
  }

  /** What a packed key stands for. */
  public static SumKey unpack(long packed) {
    return new SumKey(month(packed), cell(packed), SECTORS[sector(packed)], KINDS[kind(packed)]);
  }
}
