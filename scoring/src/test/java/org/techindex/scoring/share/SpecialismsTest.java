package org.techindex.scoring.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.techindex.common.sector.Sector.AI_AND_DATA;
import static org.techindex.common.sector.Sector.CLEAN_GROWTH;
import static org.techindex.common.signal.SignalKind.BUSINESS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.techindex.common.release.SectorRanking.Specialism;
import org.techindex.scoring.total.SectorTotals;

class SpecialismsTest {

  @Test
  void quotientsAreShrunkTowardsTheNationByHowFarTheyAreBelieved() {
    // Two sectors, 100 heads each in the nation; cluster a has 80 and 20, cluster b 20 and 80.
    // E = 100 * 100 / 200 = 50 each, LQ = 1.6 and 0.4.
    // sum (x - E)^2 / E = 18 + 18 = 36; A = (36 - 2 rows) / 100 = 0.34; the row of Elsewhere is
    // empty. C = 0.34 / (0.34 + 1/50) = 0.94444.
    World world = towns();

    LocationQuotients quotients =
        new LocationQuotients(
            new long[] {80_000_000, 20_000_000, 0}, new long[] {100_000_000, 100_000_000, 0});
    assertThat(quotients.quotient(0)).isEqualTo(1.6);
    assertThat(quotients.belief(0)).isCloseTo(17.0 / 18, within(1e-12));
    assertThat(quotients.shrunkQuotient(0)).isCloseTo(1 + 17.0 / 18 * 0.6, within(1e-12));
    assertThat(quotients.shrunkQuotient(1)).isCloseTo(1 - 17.0 / 18 * 0.6, within(1e-12));
    // max(0, LQ* - 1) * E = 17/18 * 0.6 * 50
    assertThat(quotients.excess(0)).isCloseTo(28.0 + 1.0 / 3, within(1e-12));
    assertThat(quotients.excess(1)).isZero();
    assertThat(quotients.quotient(2)).isEqualTo(1);
    assertThat(quotients.excess(2)).isZero();

    Specialism specialism = world.specialisms("a b").ofCluster(0).getFirst();
    assertThat(specialism.sector()).isEqualTo("ai-and-data");
    assertThat(specialism.quotient()).isEqualTo(1.6);
    assertThat(specialism.significant()).isTrue();
  }

  @Test
  void anotherSectorsSpecialismIsShownBesideTheOwn() {
    List<Specialism> ofB = towns().specialisms("a b").ofCluster(1);

    assertThat(ofB).hasSize(5);
    assertThat(ofB.get(0).quotient()).isEqualTo(0.4);
    assertThat(ofB.get(0).significant()).isFalse();
    assertThat(ofB.get(1).sector()).isEqualTo("clean-growth");
    assertThat(ofB.get(1).quotient()).isEqualTo(1.6);
    assertThat(ofB.get(1).significant()).isTrue();
    assertThat(ofB.get(2).quotient()).isEqualTo(1);
  }

  @Test
  void whereRowsVaryNoMoreThanChanceEveryQuotientIsOne() {
    // x = 11 and 9 where 10 are expected: sum (x - E)^2 / E = 0.2, less than the 2 of pure chance.
    LocationQuotients quotients =
        new LocationQuotients(
            new long[] {11_000_000, 9_000_000}, new long[] {20_000_000, 20_000_000});

    assertThat(quotients.shrunkQuotient(0)).isEqualTo(1);
    assertThat(quotients.excess(0)).isZero();
  }

  @Test
  void theOtherSectorsInTheGapsOfAClusterCountInIt() {
    // A lies 3 km from a, within reach of the cluster; C lies half a degree from all of AI and
    // Data.
    World world =
        new World()
            .with(4, AI_AND_DATA, BUSINESS, 'a')
            .with(2, AI_AND_DATA, BUSINESS, 'b')
            .with(1, CLEAN_GROWTH, BUSINESS, 'A')
            .with(1, CLEAN_GROWTH, BUSINESS, 'b')
            .with(1, CLEAN_GROWTH, BUSINESS, 'C');
    SectorTotals others = world.totals(CLEAN_GROWTH);

    Rows rows = new NearestCells(world.totals(), world.clusters("a b")).rowsOf(others);

    assertThat(rows.ofCell(others.indexOf(World.cell('A').index()))).isEqualTo(0);
    assertThat(rows.ofCell(others.indexOf(World.cell('b').index()))).isEqualTo(1);
    assertThat(rows.ofCell(others.indexOf(World.cell('C').index()))).isEqualTo(2);
  }

  @Test
  void holmsCorrectionStopsAtTheFirstThatMayBeChance() {
    // 0.05/4 = 0.0125, 0.05/3 = 0.0167, 0.05/2 = 0.025: 0.02 is above the second bound, so neither
    // it nor the 0.024 after it is flagged.
    assertThat(LocationQuotients.significant(new double[] {0.02, 0.01, 0.024, 0.9}))
        .containsExactly(false, true, false, false);
    assertThat(LocationQuotients.significant(new double[0])).isEmpty();
  }

  @Test
  void quotientsAgreeWithTheReferenceProgram() {
    // location_quotients.py, beside the golden file.
    List<List<String>> lines = Golden.rows("/share/location_quotients.csv");
    long[] heads = new long[lines.size()];
    long[] all = new long[lines.size()];
    for (int row = 0; row < heads.length; row++) {
      List<String> columns = lines.get(row);
      heads[row] = Long.parseLong(columns.get(0)) * 1_000_000;
      all[row] = Long.parseLong(columns.get(1)) * 1_000_000;
    }
    LocationQuotients quotients = new LocationQuotients(heads, all);
    for (int row = 0; row < heads.length; row++) {
      List<String> columns = lines.get(row);
      assertThat(quotients.quotient(row))
          .isCloseTo(Double.parseDouble(columns.get(2)), within(1e-12));
      assertThat(quotients.shrunkQuotient(row))
          .isCloseTo(Double.parseDouble(columns.get(3)), within(1e-12));
      double chance = Double.parseDouble(columns.get(4));
      assertThat(quotients.chanceOfAsMany(row)).isCloseTo(chance, within(1e-10 * chance));
    }
  }

  private static World towns() {
    return new World()
        .with(80, AI_AND_DATA, BUSINESS, 'a')
        .with(20, CLEAN_GROWTH, BUSINESS, 'a')
        .with(20, AI_AND_DATA, BUSINESS, 'b')
        .with(80, CLEAN_GROWTH, BUSINESS, 'b');
  }
}
