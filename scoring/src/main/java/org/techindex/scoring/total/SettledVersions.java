package org.techindex.scoring.total;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which version of each signal is current at a cut-off. Of an identity with one version that is the
 * version; those with later versions, corrections or retractions, are settled here: the latest
 * {@code ce_time} below the cut-off wins, the lowest position where times are equal, and a winner
 * that is a retraction leaves nothing.
 */
final class SettledVersions {

  /**
   * A stored version of a signal.
   *
   * @param first whether it was stored before every other version of its identity
   */
  record Version(UUID identity, long position, Instant time, boolean retracted, boolean first) {}

  private final CutoffOffsets cutoff;
  private final PositionIndex contested = new PositionIndex();
  private final PositionIndex winners = new PositionIndex();
  private final Map<UUID, Version> winning = new HashMap<>();
  private final Map<Long, Long> winnerOfFirst = new HashMap<>();

  /**
   * @param versions every version of every identity that has more than one, whatever the cut-off;
   *     others may be among them
   */
  SettledVersions(CutoffOffsets cutoff, List<Version> versions) {
    this.cutoff = cutoff;
    for (Version version : versions) {
      contested.put(version.position());
      if (cutoff.holds(version.position())) {
        winning.merge(version.identity(), version, SettledVersions::later);
      }
    }
    for (Version version : winning.values()) {
      if (!version.retracted()) {
        winners.put(version.position());
      }
    }
    for (Version version : versions) {
      Version winner = winning.get(version.identity());
      if (version.first() && winner != null && !winner.retracted()) {
        winnerOfFirst.put(version.position(), winner.position());
      }
    }
  }

  private static Version later(Version one, Version other) {
    int byTime = one.time().compareTo(other.time());
    if (byTime != 0) {
      return byTime > 0 ? one : other;
    }
    return one.position() < other.position() ? one : other;
  }

  /** Whether the version at this position is the current one of its identity. */
  boolean isCurrent(long position) {
    return cutoff.holds(position) && (!contested.contains(position) || winners.contains(position));
  }

  /**
   * The current version of the identity whose first version is at this position; empty if it is
   * retracted or lies beyond the cut-off.
   */
  Optional<Long> currentOfFirst(long firstPosition) {
    if (contested.contains(firstPosition)) {
      return Optional.ofNullable(winnerOfFirst.get(firstPosition));
    }
    return cutoff.holds(firstPosition) ? Optional.of(firstPosition) : Optional.empty();
  }

  /** The current version of one of the identities given; empty if there is none that counts. */
  Optional<Long> currentOf(UUID identity) {
    Version winner = winning.get(identity);
    return winner == null || winner.retracted() ? Optional.empty() : Optional.of(winner.position());
  }
}
