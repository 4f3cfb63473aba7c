package org.techindex.scoring.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {

  @Test
  void takesTheBestSumThoughTheLargestSingleBenefitIsNotInIt() {
    // 0.9 + 0.0 is less than 0.8 + 0.7.
    assertThat(Assignment.best(new double[][] {{0.9, 0.8}, {0.7, 0.0}})).containsExactly(1, 0);
  }

  @Test
  void leavesRowsWithoutAColumnWhereThereAreTooFew() {
    assertThat(Assignment.best(new double[][] {{0.1}, {0.6}, {0.5}}))
        .containsExactly(Assignment.NONE, 0, Assignment.NONE);
    assertThat(Assignment.best(new double[][] {{}, {}}))
        .containsExactly(Assignment.NONE, Assignment.NONE);
    assertThat(Assignment.best(new double[0][])).isEmpty();
  }

  @Test
  void isAsGoodAsTryingEveryOrder() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      double[][] benefits = new double[5][5];
      for (double[] row : benefits) {
        for (int column = 0; column < 5; column++) {
          row[column] = random.nextInt(100);
        }
      }
      int[] columns = Assignment.best(benefits);
      double sum = 0;
      for (int row = 0; row < 5; row++) {
        sum += benefits[row][columns[row]];
      }
      assertThat(sum).isEqualTo(bestByTrying(benefits, 0, 0));
    }
  }

  private static double bestByTrying(double[][] benefits, int row, int taken) {
    double best = 0;
    for (int column = 0; row < benefits.length && column < benefits.length; column++) {
      if ((taken & 1 << column) == 0) {
        best =
            Math.max(
                best, benefits[row][column] + bestByTrying(benefits, row + 1, taken | 1 << column));
      }
    }
    return best;
  }
}
