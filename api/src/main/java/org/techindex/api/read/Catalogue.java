package org.techindex.api.read;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.techindex.common.release.ReleaseId;

/**
 * All that is published at one moment. Immutable: a change makes another catalogue, so that an
 * answer never mixes two of them.
 */
public final class Catalogue {

  public static final Catalogue EMPTY =
      new Catalogue(List.of(), Map.of(), Optional.empty(), List.of());

  private final List<ReleaseEntry> entries;
  private final Map<ReleaseId, Edition> releases;
  private final Optional<Edition> live;
  private final List<DueRelease> calendar;

  /**
   * @param entries every release, withdrawn ones too
   * @param releases the published ones, whole
   * @param calendar when releases come or came out
   */
  public Catalogue(
      List<ReleaseEntry> entries,
      Map<ReleaseId, Edition> releases,
      Optional<Edition> live,
      List<DueRelease> calendar) {
    this.entries = entries.stream().sorted(Comparator.reverseOrder()).toList();
    this.releases = Map.copyOf(releases);
    this.live = live;
    this.calendar = calendar.stream().sorted().toList();
  }

  /** Newest first: by month, then version. */
  public List<ReleaseEntry> entries() {
    return entries;
  }

  /** By month. */
  public List<DueRelease> calendar() {
    return calendar;
  }

  /** The first month of the calendar after all that are published. */
  public Optional<DueRelease> next() {
    return calendar.stream()
        .filter(
            due -> entries.stream().noneMatch(entry -> !entry.id().month().isBefore(due.month())))
        .findFirst();
  }

  public Optional<Edition> live() {
    return live;
  }

  public Optional<Edition> release(ReleaseId id) {
    return Optional.ofNullable(releases.get(id));
  }

  public Optional<ReleaseEntry> entry(ReleaseId id) {
    return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }

  /** The highest version of a month that is not withdrawn, or the highest if all are. */
  public Optional<ReleaseEntry> newest(YearMonth month) {
    List<ReleaseEntry> versions =
        entries.stream().filter(entry -> entry.id().month().equals(month)).toList();
    return versions.stream()
        .filter(entry -> !entry.withdrawn())
        .findFirst()
        .or(() -> versions.stream().findFirst());
  }

  /** The newest version of the last month that has one not withdrawn. */
  public Optional<Edition> latest() {
    return entries.stream()
        .filter(entry -> !entry.withdrawn())
        .findFirst()
        .flatMap(entry -> release(entry.id()));
  }

  /** The version that replaced this one, if it is not the newest of its month. */
  public Optional<ReleaseId> supersededBy(ReleaseId id) {
    return newest(id.month()).map(ReleaseEntry::id).filter(newest -> newest.compareTo(id) > 0);
  }

  /**
   * The release that a change is measured from: for a release the newest version of the last month
   * before it that was out when it was published, so that its pages never change; for the live
   * index the latest release.
   */
  public Optional<Edition> before(Edition edition) {
    if (edition.isLive()) {
      return latest();
    }
    return history(edition).stream().reduce((first, second) -> second);
  }

  /**
   * The releases of earlier months, oldest first, one for each month, as they were when the edition
   * was published.
   */
  public List<Edition> history(Edition edition) {
    Instant until = edition.isLive() ? Instant.MAX : edition.publishedAt();
    Optional<YearMonth> ownMonth = edition.release().map(ReleaseId::month);
    Map<YearMonth, Edition> byMonth = new HashMap<>();
    for (int i = entries.size() - 1; i >= 0; i--) {
      ReleaseEntry entry = entries.get(i);
      boolean earlier = ownMonth.isEmpty() || entry.id().month().isBefore(ownMonth.get());
      if (earlier && !entry.withdrawn() && !entry.publishedAt().isAfter(until)) {
        release(entry.id()).ifPresent(found -> byMonth.put(entry.id().month(), found));
      }
    }
    return byMonth.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Every edition that can be read. */
  public List<Edition> editions() {
    return Stream.concat(
            entries.stream().flatMap(entry -> release(entry.id()).stream()), live.stream())
        .toList();
  }
}
