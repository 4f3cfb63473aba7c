package org.techindex.api.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.techindex.api.read.Catalogue;
import org.techindex.api.read.Edition;
import org.techindex.api.read.Edition.ClusterInSector;
import org.techindex.common.release.ReleaseChanges.IdentityEvent;
import org.techindex.common.release.SectorRanking.FactorShare;
import org.techindex.common.release.SectorRanking.Interval;
import org.techindex.common.release.SectorRanking.Peak;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.release.Specialisation;
import org.techindex.common.sector.Sector;

/**
 * Everything about one cluster, or about Elsewhere in one sector.
 *
 * @param factors what the percentage is made of; null where withheld
 * @param specialisation the same in a sentence; empty where there are none
 * @param outline a GeoJSON geometry; null for Elsewhere
 * @param history this edition and the earlier releases, oldest first
 */
public record ClusterPage(
    String edition,
    String sector,
    String title,
    String asOf,
    String method,
    ClusterTable.Row cluster,
    @Nullable List<FactorPart> factors,
    List<NamingTown> towns,
    List<SectorSpecialism> specialisms,
    String specialisation,
    @Nullable Peak peak,
    GeoJson.@Nullable Geometry outline,
    List<Moment> history,
    List<IdentityChange> changes) {

  /**
   * @param share of the factor's national sum, 0 to 1
   * @param contribution percentage points; those of a cluster add up to its percentage
   */
  public record FactorPart(String factor, double weight, double share, double contribution) {}

  /**
   * @param share the part of the cluster's weight around the town, 0 to 1
   */
  public record NamingTown(
      String name, String region, double latitude, double longitude, double share) {}

  /**
   * @param significant whether the excess is more than chance
   */
  public record SectorSpecialism(
      String sector, String title, double quotient, double shrunkQuotient, boolean significant) {}

  /**
   * What became of the cluster's boundary from one release to the next.
   *
   * @param event "born", "ended", "split" or "merged"
   */
  public record IdentityChange(String edition, String event, String text) {}

  /** The cluster in one edition. */
  public record Moment(
      String edition,
      String month,
      @Nullable Integer rank,
      double percentage,
      @Nullable Integer lowRank,
      @Nullable Integer highRank,
      @Nullable Double lowPercentage,
      @Nullable Double highPercentage) {}

  public static ClusterPage of(
      Catalogue catalogue,
      Edition edition,
      ClusterInSector found,
      Optional<GeoJson.Geometry> outline) {
    RankedCluster cluster = found.cluster();
    boolean withheld = Disclosure.of(found.ranking()).withholds(cluster);
    return new ClusterPage(
        edition.id(),
        found.sector().id(),
        found.ranking().title(),
        found.ranking().asOf(),
        found.ranking().method(),
        ClusterTable.row(edition, found.sector(), cluster, catalogue.history(edition)),
        withheld ? null : factors(found),
        cluster.towns().stream()
            .map(town ->
                new NamingTown(
                    town.name(), town.region(), town.latitude(), town.longitude(), town.share()))
            .toList(),
        cluster.specialisms().stream()
            .map(each ->
                new SectorSpecialism(
                    each.sector(),
                    Sector.find(each.sector()).map(Sector::title).orElse(each.sector()),
                    each.quotient(),
                    each.shrunkQuotient(),
                    each.significant()))
            .toList(),
        Specialisation.sentence(cluster.specialisms()),
        cluster.peak().orElse(null),
        outline.orElse(null),
        history(catalogue, edition, found),
        changes(catalogue, edition, found));
  }

  private static List<FactorPart> factors(ClusterInSector found) {
    List<FactorPart> parts = new ArrayList<>();
    for (int i = 0; i < found.ranking().factors().size(); i++) {
      FactorShare share = found.cluster().shares().get(i);
      parts.add(
          new FactorPart(
              share.factor(),
              found.ranking().factors().get(i).weight(),
              share.share(),
              share.contribution()));
    }
    return parts;
  }

  private static List<Moment> history(Catalogue catalogue, Edition edition, ClusterInSector found) {
    return Stream.concat(catalogue.history(edition).stream(), Stream.of(edition))
        .flatMap(each ->
            each.cluster(found.sector(), found.cluster().id()).stream()
                .map(then -> moment(each, then)))
        .toList();
  }

  private static List<IdentityChange> changes(
      Catalogue catalogue, Edition edition, ClusterInSector found) {
    return Stream.concat(catalogue.history(edition).stream(), Stream.of(edition))
        .flatMap(each ->
            each.changes().stream()
                .flatMap(changes -> changes.sectors().stream())
                .filter(changes -> changes.sector().equals(found.sector().id()))
                .flatMap(changes -> changes.events().stream())
                .filter(event -> concerns(event, found.cluster().id()))
                .map(event -> new IdentityChange(each.id(), event.type(), text(event))))
        .toList();
  }

  private static boolean concerns(IdentityEvent event, String id) {
    return event.from().contains(id) || event.to().contains(id);
  }

  private static String text(IdentityEvent event) {
    String from = String.join(" and ", event.from());
    String to = String.join(" and ", event.to());
    return from.isEmpty()
        ? to + " is new"
        : to.isEmpty() ? from + " ended" : from + " became " + to;
  }

  private static Moment moment(Edition edition, ClusterInSector then) {
    RankedCluster row = then.cluster();
    Optional<Interval> interval = row.interval();
    return new Moment(
        edition.id(),
        then.ranking().asOf(),
        row.rank() == 0 ? null : row.rank(),
        row.percentage(),
        interval.map(Interval::lowRank).orElse(null),
        interval.map(Interval::highRank).orElse(null),
        interval.map(Interval::lowPercentage).orElse(null),
        interval.map(Interval::highPercentage).orElse(null));
  }
}
