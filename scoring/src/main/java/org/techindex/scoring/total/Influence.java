package org.techindex.scoring.total;

import org.techindex.common.measure.Weight;

/**
 * What a signal counts as influence: {@code log2(1 + outside links + citations)}, so that the
 * thousandth citation adds less than the first.
 */
final class Influence {

  private static final double LN_2 = StrictMath.log(2);

  private Influence() {}

  /**
   * @param outsideLinksMillionths sum of the weights of the links that reach outside
   * @return in millionths, rounded half up; 0 where there is neither link nor citation
   */
  static long ofReach(long outsideLinksMillionths, int citations) {
    if (outsideLinksMillionths == 0 && citations == 0) {
      return 0;
    }
    double reach = (double) outsideLinksMillionths / Weight.ONE_MILLIONTHS + citations;
    return (long) StrictMath.floor(StrictMath.log1p(reach) / LN_2 * Weight.ONE_MILLIONTHS + 0.5);
  }
}
