package org.techindex.scoring.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Clusters as the mountains of a landscape of density: a peak stands for itself if it rises far
 * enough above the saddle towards a higher one, or lies far enough from it. ToMATo: Chazal, Guibas,
 * Oudot and Skraba 2013, Persistence-Based Clustering in Riemannian Manifolds, doi 10.1145/2535927;
 * prominence is a ratio here, because density varies by orders of magnitude within a country.
 *
 * <p>Cells are gone through from dense to thin, see {@link KernelDensity} and {@link Basins}. Where
 * two clusters meet at a cell of density v, the one of the lower peak q is merged into the other if
 * {@code q < prominence * v} and the peaks are nearer than {@code peakDistanceKilometres}; links
 * make peaks count as nearer, by {@code 1 - linkPull * l} with l as {@link LinkExcess} says. What
 * is then too small is dissolved into Elsewhere. The time grows with the number of cells and with
 * the number of cells that lie within three bandwidths of one.
 *
 * @param bandwidthKilometres h, above 0
 * @param prominence tau, 1 (nothing merges) or more
 * @param peakDistanceKilometres D, 0 (nothing merges) or more
 * @param linkPull beta, 0 (links do not count) or more, less than 1
 * @param minimumOrganisations a cluster of fewer is dissolved, see {@link SmallClusters}
 * @param minimumShare a cluster with a smaller share of the weight is dissolved, 0 to 1
 */
public record DensityPeaks(
    double bandwidthKilometres,
    double prominence,
    double peakDistanceKilometres,
    double linkPull,
    long minimumOrganisations,
    double minimumShare)
    implements Clusterer {

  /**
   * @throws IllegalArgumentException if a parameter is out of its range
   */
  public DensityPeaks {
    require(
        bandwidthKilometres > 0 && bandwidthKilometres < Double.POSITIVE_INFINITY,
        "bandwidth",
        bandwidthKilometres,
        "above 0");
    require(prominence >= 1, "prominence", prominence, "1 or more");
    require(peakDistanceKilometres >= 0, "peak distance", peakDistanceKilometres, "0 or more");
    require(linkPull >= 0 && linkPull < 1, "link pull", linkPull, "at least 0 and less than 1");
    require(
        minimumOrganisations >= 0,
        "minimum of organisations",
        (double) minimumOrganisations,
        "0 or more");
    require(minimumShare >= 0 && minimumShare < 1, "minimum share", minimumShare, "0 to 1");
  }

  private static void require(boolean holds, String what, double value, String range) {
    if (!holds) {
      throw new IllegalArgumentException("the " + what + " is " + value + ": it must be " + range);
    }
  }

  @Override
  public Clustering cluster(WeightedCells cells, CellLinks links) {
    return new Run(cells, links).cluster();
  }

  private final class Run {
    private static final double DOMINANT_SHARE = 0.9;
    private static final double LARGE_ELSEWHERE_SHARE = 0.5;
    private static final int FEW_CELLS = 20;

    private final WeightedCells cells;
    private final CellLinks links;

    Run(WeightedCells cells, CellLinks links) {
      this.cells = cells;
      this.links = links;
    }

    Clustering cluster() {
      CellRows rows = CellRows.of(cells);
      long[] densities = new KernelDensity(bandwidthKilometres).of(rows, cells);
      DensityOrder order = new DensityOrder(rows, densities);
      Neighbours neighbours = new Neighbours(rows, bandwidthKilometres);
      Basins basins = new Basins(neighbours, order, densities);
      Meetings meetings = new Meetings(neighbours, order, basins);
      Groups unlinked = groups(rows, basins, merged(rows, basins, meetings, Optional.empty()));
      Groups chosen = unlinked;
      long moved = 0;
      if (linkPull > 0 && links.size() > 0) {
        LinkExcess excess =
            new LinkExcess(
                links,
                cells,
                rows,
                basins,
                bandwidthKilometres,
                peakDistanceKilometres / (1 - linkPull));
        chosen = groups(rows, basins, merged(rows, basins, meetings, Optional.of(excess)));
        moved = signalsMoved(unlinked, chosen);
      }
      return Clustering.of(
          cells, chosen.groups, chosen.peaks, chosen.dissolved, moved, warnings(basins, chosen));
    }

    /** For each basin the one that it goes by after all merges: that of the highest peak. */
    private int[] merged(
        CellRows rows, Basins basins, Meetings meetings, Optional<LinkExcess> excess) {
      int[] parents = IntStream.range(0, basins.count()).toArray();
      for (int meeting = 0; meeting < meetings.count(); meeting++) {
        int saddle = meetings.place(meeting);
        for (int i = 0; i < meetings.others(meeting); i++) {
          int one = root(parents, basins.basin(saddle));
          int other = root(parents, meetings.other(meeting, i));
          int higher = Math.min(one, other);
          int lower = Math.max(one, other);
          if (higher != lower && isSlope(rows, basins, saddle, higher, lower, excess)) {
            parents[lower] = higher;
            excess.ifPresent(links -> links.merge(higher, lower));
          }
        }
      }
      return IntStream.range(0, parents.length).map(basin -> root(parents, basin)).toArray();
    }

    private static int root(int[] parents, int basin) {
      int at = basin;
      while (parents[at] != at) {
        parents[at] = parents[parents[at]];
        at = parents[at];
      }
      return at;
    }

    /** Whether the lower cluster is but a slope of the higher one. */
    private boolean isSlope(
        CellRows rows,
        Basins basins,
        int saddle,
        int higher,
        int lower,
        Optional<LinkExcess> excess) {
      if (!(basins.density(basins.peak(lower)) < prominence * basins.density(saddle))) {
        return false;
      }
      double pull = linkPull * excess.map(links -> links.between(higher, lower)).orElse(0.0);
      double kilometres = rows.kilometres(basins.peak(higher), basins.peak(lower));
      return kilometres * (1 - pull) < peakDistanceKilometres;
    }

    private Groups groups(CellRows rows, Basins basins, int[] roots) {
      int[] groupOfBasin = new int[roots.length];
      int[] peaks = new int[roots.length];
      int count = 0;
      for (int basin = 0; basin < roots.length; basin++) {
        if (roots[basin] == basin) {
          groupOfBasin[basin] = count;
          peaks[count++] = rows.position(basins.peak(basin));
        }
      }
      peaks = Arrays.copyOf(peaks, count);
      int[] groups = new int[cells.size()];
      for (int place = 0; place < groups.length; place++) {
        int basin = basins.basin(place);
        groups[rows.position(place)] =
            basin == Basins.NONE ? Clustering.ELSEWHERE : groupOfBasin[roots[basin]];
      }
      List<Clustering.Cluster> dissolved =
          new SmallClusters(cells, minimumOrganisations, minimumShare).dissolve(groups, peaks);
      return new Groups(groups, peaks, dissolved);
    }

    private long signalsMoved(Groups before, Groups after) {
      long moved = 0;
      for (int position = 0; position < cells.size(); position++) {
        if (peak(before, position) != peak(after, position)) {
          moved += cells.signals(position);
        }
      }
      return moved;
    }

    private static int peak(Groups groups, int position) {
      int group = groups.groups[position];
      return group == Clustering.ELSEWHERE ? -1 : groups.peaks[group];
    }

    private List<String> warnings(Basins basins, Groups chosen) {
      List<String> warnings = new ArrayList<>();
      double total = cells.totalWeightMillionths();
      if (total == 0) {
        return warnings;
      }
      long inClusters = 0;
      long largest = 0;
      for (Clustering.Cluster sum : Clustering.sums(cells, chosen.groups, chosen.peaks)) {
        inClusters += sum.weightMillionths();
        largest = Math.max(largest, sum.weightMillionths());
      }
      double elsewhere = 1 - inClusters / total;
      if (inClusters == 0) {
        warnings.add(
            "no cluster is large enough: the minimum of "
                + minimumOrganisations
                + " organisations or the minimum share may be too large");
      } else if (elsewhere > LARGE_ELSEWHERE_SHARE) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "%.0f %% of the weight lies Elsewhere: the minimum size may be too large or the"
                    + " bandwidth of %s km too small",
                100 * elsewhere,
                bandwidthKilometres));
      }
      if (largest > DOMINANT_SHARE * total && cells.size() >= FEW_CELLS) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "one cluster holds %.0f %% of the weight: the peak distance of %s km or the"
                    + " bandwidth of %s km may be too large",
                100 * largest / total,
                peakDistanceKilometres,
                bandwidthKilometres));
      }
      if (cells.size() >= FEW_CELLS && basins.count() > cells.size() / 2) {
        warnings.add(
            "most cells are peaks of their own: the bandwidth of "
                + bandwidthKilometres
                + " km may be too small for cells that are 2.4 km apart");
      }
      return warnings;
    }
  }

  private static final class Groups {
    /** Number of the group of each position, or Elsewhere. */
    final int[] groups;

    /** Position of the peak of each group. */
    final int[] peaks;

    final List<Clustering.Cluster> dissolved;

    Groups(int[] groups, int[] peaks, List<Clustering.Cluster> dissolved) {
      this.groups = groups;
      this.peaks = peaks;
      this.dissolved = dissolved;
    }
  }
}
