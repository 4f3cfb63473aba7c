package org.techindex.common.sector;

import java.util.Arrays;
import org.techindex.common.measure.Weight;

/**
 * How far a signal belongs to each of the five sectors, in millionths, 0 to 1,000,000. The
 * memberships of a signal need not add up to one: it may belong to several sectors or to none.
 */
public final class Memberships {

  public static final Memberships NONE = new Memberships(new int[Sector.CLASSIFIED.size()]);

  private final int[] millionths;

  private Memberships(int[] millionths) {
    this.millionths = millionths;
  }

  /**
   * @param millionths one for each of {@link Sector#CLASSIFIED}, in that order
   * @throws IllegalArgumentException if there are not five, or one is not within 0 to 1,000,000
   */
  public static Memberships ofMillionths(int... millionths) {
    if (millionths.length != Sector.CLASSIFIED.size()) {
      throw new IllegalArgumentException("five memberships are needed, not " + millionths.length);
    }
    for (int one : millionths) {
      if (one < 0 || one > Weight.ONE_MILLIONTHS) {
        throw new IllegalArgumentException("membership " + one + " is not within 0 to 1,000,000");
      }
    }
    return new Memberships(millionths.clone());
  }

  /** A full membership in one of the five sectors. */
  public static Memberships of(Sector sector) {
    int[] millionths = new int[Sector.CLASSIFIED.size()];
    millionths[sector.classifiedIndex()] = (int) Weight.ONE_MILLIONTHS;
    return new Memberships(millionths);
  }

  /**
   * Membership in millionths. In {@link Sector#ALL_SECTORS} it is the largest of the five: a signal
   * of two sectors counts once there, a signal of none does not count.
   */
  public int millionths(Sector sector) {
    if (sector == Sector.ALL_SECTORS) {
      int largest = 0;
      for (int one : millionths) {
        largest = Math.max(largest, one);
      }
      return largest;
    }
    return millionths[sector.classifiedIndex()];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Memberships that && Arrays.equals(millionths, that.millionths);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(millionths);
  }

  @Override
  public String toString() {
    return Arrays.toString(millionths);
  }
}
