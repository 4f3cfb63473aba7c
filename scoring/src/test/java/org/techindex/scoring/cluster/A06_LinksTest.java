package org.techindex.scoring.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.techindex.scoring.world.SyntheticWorld;

/**
 * Three equal towns along one street, 13 steps of 2.25 km (29 km) apart. Prominence does not keep
 * them apart (see {@link A04_PeakDistanceTest}); a peak distance of 25 km does, unless links pull.
 */
class A06_LinksTest {

  private static final SyntheticWorld STREET =
      SyntheticWorld.of("9 6 6 6 6 6 6 6 6 6 6 6 6 9 6 6 6 6 6 6 6 6 6 6 6 6 9\n");

  private static final long WEST = STREET.cell(0, 0);
  private static final long MIDDLE = STREET.cell(0, 26);
  private static final long EAST = STREET.cell(0, 52);

  private static final DensityPeaks PULLED = new DensityPeaks(3, 4, 25, 0.5, 0, 0);

  @Test
  void withoutLinksTheTownsAreTooFarApart() {
    assertThat(PULLED.cluster(STREET.cells()).clusters()).hasSize(3);
  }

  /**
   * All 1,000 links lie between west and middle. Both pairs of neighbours have peaks in the same
   * step of distance or in neighbouring ones and much the same weights; where they share a step,
   * the 1,000 are spread evenly: E = 500 or so, l = (1000 - 500) / 1001 = 0.5 or so, and 32 * (1 -
   * 0.5 * 0.5) = 24 < 25. East has no links.
   */
  @Test
  void townsLinkedMoreThanTheirSizesExplainMerge() {
    CellLinks links =
        CellLinks.of(new long[] {WEST}, new long[] {MIDDLE}, new long[] {1_000_000_000});
    Clustering clustering = PULLED.cluster(STREET.cells(), links);
    assertThat(clustering.clusters()).hasSize(2);
    int west = clustering.label(STREET.cells().positionOf(WEST));
    assertThat(clustering.label(STREET.cells().positionOf(MIDDLE))).isEqualTo(west);
    assertThat(clustering.label(STREET.cells().positionOf(EAST))).isNotEqualTo(west);
  }

  /** The signals of whichever town gave up its peak: 512 in it and some of 64 around it. */
  @Test
  void signalsWhoseClusterGoesByAnotherPeakAreCounted() {
    CellLinks links =
        CellLinks.of(new long[] {WEST}, new long[] {MIDDLE}, new long[] {1_000_000_000});
    Clustering without = PULLED.cluster(STREET.cells());
    Clustering with = PULLED.cluster(STREET.cells(), links);
    long moved = 0;
    for (int i = 0; i < STREET.cells().size(); i++) {
      if (without.clusters().get(without.label(i)).peak()
          != with.clusters().get(with.label(i)).peak()) {
        moved += STREET.cells().signals(i);
      }
    }
    assertThat(moved).isGreaterThanOrEqualTo(512);
    assertThat(with.signalsMovedByLinks()).isEqualTo(moved);
  }

  /** A pull of zero leaves links out of the matter. */
  @Test
  void withoutPullLinksDoNotCount() {
    CellLinks links =
        CellLinks.of(new long[] {WEST}, new long[] {MIDDLE}, new long[] {1_000_000_000});
    Clustering clustering = new DensityPeaks(3, 4, 25, 0, 0, 0).cluster(STREET.cells(), links);
    assertThat(clustering.clusters()).hasSize(3);
    assertThat(clustering.signalsMovedByLinks()).isZero();
  }

  @Test
  void linksAreSummedWhicheverWayRoundTheyAreGiven() {
    CellLinks links =
        CellLinks.of(
            new long[] {EAST, WEST, MIDDLE, WEST},
            new long[] {WEST, EAST, MIDDLE, MIDDLE},
            new long[] {1, 2, 4, 8});
    assertThat(links.size()).isEqualTo(2);
    long total = links.strengthMillionths(0) + links.strengthMillionths(1);
    assertThat(total).isEqualTo(1 + 2 + 8);
  }
}
