package org.techindex.scoring.total;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.techindex.common.release.Cutoff;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Memberships;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.store.Position;

/**
 * What lies between two cut-offs: the identities with new versions, and those that links tie to
 * them, whose influence changes too. Their sums at the earlier cut-off are taken back and those at
 * the later one added; everything else stays as it is. All look-ups go by index.
 */
final class ChangedSignals {

  private final Connection connection;
  private final int classifier;
  private final double reachKilometres;
  private final Cutoff before;
  private final Cutoff after;

  ChangedSignals(
      Connection connection, int classifier, double reachKilometres, Cutoff before, Cutoff after) {
    this.connection = connection;
    this.classifier = classifier;
    this.reachKilometres = reachKilometres;
    this.before = before;
    this.after = after;
  }

  /** A link as it is stored: of one version of a signal, to an identity. */
  private record StoredLink(long position, UUID from, UUID to, long weightMillionths) {}

  void apply(CellSums sums, LinkSums linkSums) throws SQLException {
    Set<UUID> changed = changedIdentities();
    if (changed.isEmpty()) {
      return;
    }
    Set<UUID> counted = new HashSet<>(changed);
    for (StoredLink link : linksOf(changed)) {
      counted.add(link.from());
      counted.add(link.to());
    }
    List<StoredLink> links = linksOf(counted);
    Set<UUID> known = new HashSet<>(counted);
    for (StoredLink link : links) {
      known.add(link.from());
      known.add(link.to());
    }
    List<SettledVersions.Version> versions = versionsOf(known);
    List<StoredPart> parts = partsOf(versions);
    requireClassified(versions, parts, changed);
    State state = new State(versions, links, parts, changed, counted);
    state.change(before, sums, linkSums, -1);
    state.change(after, sums, linkSums, 1);
  }

  /**
   * All that was read, as it counts at a cut-off: of identities with new versions ({@code
   * changed}), and of those linked with them too ({@code counted}).
   */
  private final class State {

    private final List<SettledVersions.Version> versions;
    private final List<StoredLink> links;
    private final List<StoredPart> parts;
    private final PositionIndex changed = new PositionIndex();
    private final PositionIndex counted = new PositionIndex();

    State(
        List<SettledVersions.Version> versions,
        List<StoredLink> links,
        List<StoredPart> parts,
        Set<UUID> changed,
        Set<UUID> counted) {
      this.versions = versions;
      this.links = links;
      this.parts = parts;
      for (SettledVersions.Version version : versions) {
        if (changed.contains(version.identity())) {
          this.changed.put(version.position());
        }
        if (counted.contains(version.identity())) {
          this.counted.put(version.position());
        }
      }
    }

    void change(Cutoff cutoff, CellSums sums, LinkSums linkSums, int sign) {
      SettledVersions settled = new SettledVersions(new CutoffOffsets(cutoff), versions);
      LinkGraph graph = new LinkGraph(reachKilometres);
      for (StoredLink link : links) {
        if (settled.isCurrent(link.position())) {
          settled
              .currentOf(link.to())
              .ifPresent(to -> graph.link(link.position(), to, link.weightMillionths()));
        }
      }
      for (StoredPart part : parts) {
        if (settled.isCurrent(part.position())) {
          if (graph.touches(part.position())) {
            graph.put(part);
          } else if (counted.contains(part.position())) {
            if (sign > 0) {
              sums.add(part, 0);
            } else {
              sums.subtract(part, 0);
            }
          }
        }
      }
      graph.change(sums, linkSums, sign, counted::contains, changed::contains);
    }
  }

  /** What was stored by a process with another classifier would vanish from the sums. */
  private void requireClassified(
      List<SettledVersions.Version> versions, List<StoredPart> parts, Set<UUID> changed) {
    SettledVersions settled = new SettledVersions(new CutoffOffsets(after), versions);
    PositionIndex classified = new PositionIndex();
    for (StoredPart part : parts) {
      classified.put(part.position());
    }
    for (SettledVersions.Version version : versions) {
      if (changed.contains(version.identity())
          && settled.isCurrent(version.position())
          && !classified.contains(version.position())) {
        throw new OperatorException(
            ExitCode.WRONG_USE, "signals are stored that were classified by another version");
      }
    }
  }

  private Set<UUID> changedIdentities() throws SQLException {
    CutoffOffsets reached = new CutoffOffsets(before);
    Set<UUID> identities = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select identity from signal where position >= ? and position < ?")) {
      for (Cutoff.PartitionOffset partition : after.partitions()) {
        long from = reached.nextOffset(partition.id());
        if (from < partition.nextOffset()) {
          statement.setLong(1, Position.of(partition.id(), from).packed());
          statement.setLong(2, Position.of(partition.id(), partition.nextOffset()).packed());
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              identities.add(rows.getObject(1, UUID.class));
            }
          }
        }
      }
    }
    return identities;
  }

  /** Links that any version of these identities states, or that any signal states to them. */
  private List<StoredLink> linksOf(Set<UUID> identities) throws SQLException {
    List<StoredLink> links = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select l.position, l.ordinal, s.identity, l.to_identity, l.weight
              from unnest(?) as wanted (identity)
              join signal s on s.identity = wanted.identity and s.first_version
              join signal_link l on l.position = s.position
            union
            select l.position, l.ordinal, s.identity, l.to_identity, l.weight
              from unnest(?) as wanted (identity)
              join signal s on s.identity = wanted.identity and not s.first_version
              join signal_link l on l.position = s.position
            union
            select l.position, l.ordinal, s.identity, l.to_identity, l.weight
              from unnest(?) as wanted (identity)
              join signal_link l on l.to_identity = wanted.identity
              join signal s on s.position = l.position
            """)) {
      Array wanted = uuids(identities);
      statement.setArray(1, wanted);
      statement.setArray(2, wanted);
      statement.setArray(3, wanted);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          links.add(
              new StoredLink(
                  rows.getLong(1),
                  rows.getObject(3, UUID.class),
                  rows.getObject(4, UUID.class),
                  rows.getLong(5)));
        }
      }
    }
    return links;
  }

  private List<SettledVersions.Version> versionsOf(Set<UUID> identities) throws SQLException {
    List<SettledVersions.Version> versions = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select s.identity, s.position, s.ce_time, s.retracted, s.first_version
              from unnest(?) as wanted (identity)
              join signal s on s.identity = wanted.identity and s.first_version
            union all
            select s.identity, s.position, s.ce_time, s.retracted, s.first_version
              from unnest(?) as wanted (identity)
              join signal s on s.identity = wanted.identity and not s.first_version
            """)) {
      Array wanted = uuids(identities);
      statement.setArray(1, wanted);
      statement.setArray(2, wanted);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Timestamp time = rows.getTimestamp(3);
          versions.add(
              new SettledVersions.Version(
                  rows.getObject(1, UUID.class),
                  rows.getLong(2),
                  time.toInstant(),
                  rows.getBoolean(4),
                  rows.getBoolean(5)));
        }
      }
    }
    return versions;
  }

  private List<StoredPart> partsOf(List<SettledVersions.Version> versions) throws SQLException {
    Long[] positions =
        versions.stream().map(SettledVersions.Version::position).toArray(Long[]::new);
    List<StoredPart> parts = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select p.position, "
                + SignalRows.PART_COLUMNS_BUT_POSITION
                + " from unnest(?) as wanted (position)"
                + " join signal_part p on p.position = wanted.position and p.classifier = ?")) {
      statement.setArray(1, connection.createArrayOf("bigint", positions));
      statement.setInt(2, classifier);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          parts.add(part(rows));
        }
      }
    }
    return parts;
  }

  private static StoredPart part(ResultSet row) throws SQLException {
    int closedMonth = row.getInt(6);
    boolean closes = !row.wasNull();
    return new StoredPart(
        row.getLong(1),
        row.getLong(2),
        SignalKind.values()[row.getInt(4) - 1],
        row.getInt(5),
        closes ? closedMonth : StoredPart.NEVER,
        row.getLong(3),
        row.getInt(7),
        row.getInt(8),
        Memberships.ofMillionths(
            row.getInt(9), row.getInt(10), row.getInt(11), row.getInt(12), row.getInt(13)));
  }

  private Array uuids(Collection<UUID> identities) throws SQLException {
    return connection.createArrayOf("uuid", identities.toArray(new UUID[0]));
  }
}
