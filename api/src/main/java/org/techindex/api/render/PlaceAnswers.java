package org.techindex.api.render;

import com.uber.h3core.H3Core;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.techindex.api.read.Edition;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.measure.Weight;
import org.techindex.common.place.PlaceSearch.Suggestion;
import org.techindex.common.place.Region;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.CellWeight;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.sector.Sector;

/** Where places belong in every sector of an edition. */
public record PlaceAnswers(String edition, String query, List<PlaceAnswer> places) {

  /**
   * @param kind "town", "postcode-district" or "region"
   * @param latitude null for a region, as is the longitude
   */
  public record PlaceAnswer(
      String kind,
      String name,
      String region,
      @Nullable Double latitude,
      @Nullable Double longitude,
      String sentence,
      List<Belonging> sectors) {}

  /**
   * @param cluster id of the row, which may be Elsewhere; of a region its best cluster
   * @param rank null for Elsewhere
   * @param share part of the row's weight within {@value #AROUND_KILOMETRES} km of the place, in
   *     hundredths; null for a region and where too little lies around
   */
  public record Belonging(
      String sector,
      String title,
      String cluster,
      String name,
      @Nullable Integer rank,
      double percentage,
      @Nullable Double share) {}

  private static final double AROUND_KILOMETRES = 5;

  /** Answers for suggestions of one edition. */
  public static PlaceAnswers of(Edition edition, String query, List<Suggestion> suggestions) {
    Map<Sector, Map<Long, RankedCluster>> owners = new EnumMap<>(Sector.class);
    edition.rankings().forEach((sector, ranking) -> owners.put(sector, owners(ranking)));
    return new PlaceAnswers(
        edition.id(),
        query,
        suggestions.stream().map(each -> answer(edition, owners, each)).toList());
  }

  private static Map<Long, RankedCluster> owners(SectorRanking ranking) {
    Map<Long, RankedCluster> owners = new HashMap<>();
    for (RankedCluster row : Edition.rows(ranking)) {
      row.cells().forEach(cell -> owners.put(Cell.parse(cell.cell()).index(), row));
    }
    return owners;
  }

  private static PlaceAnswer answer(
      Edition edition, Map<Sector, Map<Long, RankedCluster>> owners, Suggestion suggestion) {
    return switch (suggestion) {
      case Suggestion.OfRegion(Region region) -> region(edition, region);
      case Suggestion.OfPostcode(var postcode, LatLon point) ->
          point(
              edition,
              owners,
              postcode.isFull() ? "postcode" : "postcode-district",
              postcode.toString(),
              "",
              point);
      case Suggestion.OfPlace(var place) ->
          point(edition, owners, "town", place.name(), place.region().title(), place.point());
    };
  }

  private static PlaceAnswer point(
      Edition edition,
      Map<Sector, Map<Long, RankedCluster>> owners,
      String kind,
      String name,
      String region,
      LatLon point) {
    List<Belonging> belongings = new ArrayList<>();
    owners.forEach((sector, cells) -> {
      SectorRanking ranking = edition.ranking(sector).orElseThrow();
      RankedCluster row = owner(cells, point).orElse(ranking.elsewhere());
      belongings.add(belonging(sector, ranking, row, shareAround(row, point)));
    });
    return new PlaceAnswer(
        kind,
        name,
        region,
        point.latitudeDegrees(),
        point.longitudeDegrees(),
        sentence(name, belongings),
        belongings);
  }

  /** The row of the point's cell or of the nearest one with activity, as outlines are drawn. */
  private static Optional<RankedCluster> owner(Map<Long, RankedCluster> cells, LatLon point) {
    H3Core grid = Outlines.grid();
    long own = Cell.at(point).index();
    for (int step = 0; step <= Outlines.REACH_CELLS; step++) {
      Optional<RankedCluster> found =
          grid.gridDisk(own, step).stream()
              .sorted()
              .filter(cells::containsKey)
              .findFirst()
              .map(cells::get);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static @Nullable Double shareAround(RankedCluster row, LatLon point) {
    long around = 0;
    long all = 0;
    for (CellWeight cell : row.cells()) {
      all += cell.weightMillionths();
      if (Cell.parse(cell.cell()).centre().kilometresTo(point) <= AROUND_KILOMETRES) {
        around += cell.weightMillionths();
      }
    }
    return around < Disclosure.LEAST_COUNT * Weight.ONE_MILLIONTHS
        ? null
        : (Double) (Math.rint(100.0 * around / all) / 100);
  }

  private static Belonging belonging(
      Sector sector, SectorRanking ranking, RankedCluster row, @Nullable Double share) {
    return new Belonging(
        sector.id(),
        ranking.title(),
        Edition.clusterId(sector, row.id()),
        row.name(),
        row.rank() == 0 ? null : Integer.valueOf(row.rank()),
        row.percentage(),
        share);
  }

  private static PlaceAnswer region(Edition edition, Region region) {
    List<Belonging> belongings = new ArrayList<>();
    edition
        .rankings()
        .forEach((sector, ranking) ->
            belongings.add(
                belonging(
                    sector,
                    ranking,
                    ranking.clusters().stream()
                        .filter(row -> row.regions().contains(region.title()))
                        .findFirst()
                        .orElse(ranking.elsewhere()),
                    null)));
    List<String> best =
        belongings.stream()
            .filter(each -> each.rank() != null)
            .map(each ->
                each.name()
                    + " ("
                    + Printed.ordinal(each.rank() == null ? 0 : each.rank())
                    + " in "
                    + each.title()
                    + ")")
            .toList();
    return new PlaceAnswer(
        "region",
        region.title(),
        region.title(),
        null,
        null,
        best.isEmpty()
            ? region.title() + " has no cluster in any sector."
            : "The first clusters of " + region.title() + " are " + listed(best) + ".",
        belongings);
  }

  /** "Barnsley belongs to Leeds in AI and Data and lies Elsewhere in the other five." */
  private static String sentence(String name, List<Belonging> belongings) {
    Map<String, List<String>> sectorsOf = new LinkedHashMap<>();
    List<String> nowhere = new ArrayList<>();
    for (Belonging each : belongings) {
      (each.rank() == null
              ? nowhere
              : sectorsOf.computeIfAbsent(each.name(), _ -> new ArrayList<>()))
          .add(each.title());
    }
    List<String> clauses = new ArrayList<>();
    sectorsOf.forEach((cluster, sectors) ->
        clauses.add("belongs to " + cluster + " in " + titles(sectors, belongings.size())));
    if (!nowhere.isEmpty()) {
      clauses.add("lies Elsewhere in " + titles(nowhere, belongings.size()));
    }
    return name + " " + String.join("; it ", clauses) + ".";
  }

  private static String titles(List<String> sectors, int all) {
    return sectors.size() == all ? "every sector" : listed(sectors);
  }

  private static String listed(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.getFirst()
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }
}
