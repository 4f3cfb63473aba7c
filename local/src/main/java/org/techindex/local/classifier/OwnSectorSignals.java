package org.techindex.local.classifier;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.scoring.total.OwnMemberships;

/**
 * Asks every stored signal by its text whether it belongs to a sector of a user's own. Reads only.
 *
 * @param memberships of every version that belongs
 * @param asked how many versions of signals were asked
 * @param clearest names of those that belong most clearly, the first of them first
 */
record OwnSectorSignals(OwnMemberships memberships, long asked, List<String> clearest) {

  private static final int BATCH = 4096;
  private static final int BATCHES_WAITING = 8;
  private static final int CLEAREST = 5;

  OwnSectorSignals {
    clearest = List.copyOf(clearest);
  }

  /** A stored version of a signal. */
  private record Text(long position, String name, String body) {}

  /** A version that belongs. */
  private record Member(long position, String name, int millionths) {}

  /**
   * @param reached told how many versions have been asked
   * @throws OperatorException if the database cannot be read
   */
  static OwnSectorSignals ask(DataSource database, OwnSector sector, LongConsumer reached) {
    try (Connection connection = database.getConnection();
        ExecutorService readers =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      OwnSectorSignals found = new Asking(sector, readers, reached).run(connection);
      connection.rollback();
      return found;
    } catch (SQLException e) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "the stored signals cannot be read: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + " (is the database there?)",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorException(ExitCode.SERVICE_MISSING, "stopped while reading signals", e);
    }
  }

  /** One reading of all signals; batches are asked on other threads and taken in order. */
  private static final class Asking {

    private final OwnSector sector;
    private final ExecutorService readers;
    private final LongConsumer reached;
    private final Deque<Future<List<Member>>> waiting = new ArrayDeque<>();
    private final OwnMemberships memberships = new OwnMemberships();
    private final List<Member> clearest = new ArrayList<>();

    Asking(OwnSector sector, ExecutorService readers, LongConsumer reached) {
      this.sector = sector;
      this.readers = readers;
      this.reached = reached;
    }

    OwnSectorSignals run(Connection connection) throws SQLException, InterruptedException {
      long asked = 0;
      try (PreparedStatement select =
          connection.prepareStatement(
              "select position, name, body from signal where not retracted")) {
        select.setFetchSize(BATCH);
        try (ResultSet rows = select.executeQuery()) {
          List<Text> batch = new ArrayList<>(BATCH);
          while (rows.next()) {
            batch.add(
                new Text(
                    rows.getLong(1),
                    Objects.requireNonNullElse(rows.getString(2), ""),
                    Objects.requireNonNullElse(rows.getString(3), "")));
            if (batch.size() == BATCH) {
              asked += hand(batch);
              reached.accept(asked);
              batch = new ArrayList<>(BATCH);
            }
          }
          asked += hand(batch);
        }
      }
      while (!waiting.isEmpty()) {
        take();
      }
      return new OwnSectorSignals(memberships, asked, clearest.stream().map(Member::name).toList());
    }

    private int hand(List<Text> batch) throws InterruptedException {
      if (waiting.size() == BATCHES_WAITING) {
        take();
      }
      waiting.add(readers.submit(() -> members(batch)));
      return batch.size();
    }

    private List<Member> members(List<Text> batch) {
      List<Member> members = new ArrayList<>();
      for (Text text : batch) {
        int millionths = sector.membershipMillionths(text.name(), text.body());
        if (millionths > 0) {
          members.add(new Member(text.position(), text.name(), millionths));
        }
      }
      return members;
    }

    private void take() throws InterruptedException {
      try {
        for (Member member : waiting.removeFirst().get()) {
          memberships.put(member.position(), member.millionths());
          clearest.add(member);
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
      clearest.sort(
          Comparator.comparingInt((Member member) -> -member.millionths())
              .thenComparingLong(Member::position));
      clearest.subList(Math.min(CLEAREST, clearest.size()), clearest.size()).clear();
    }
  }
}
