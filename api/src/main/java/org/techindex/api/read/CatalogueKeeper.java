package org.techindex.api.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.techindex.common.release.ReleaseId;

/**
 * Keeps the current {@link Catalogue}. A published release is loaded once and stays in memory; the
 * live index is loaded again whenever its revision changes. Listens to the notifications that
 * scoring sends and looks by itself every two seconds, so that a lost one costs no more than that.
 * While the database is away, the last catalogue goes on being served.
 */
public final class CatalogueKeeper implements AutoCloseable {

  /** The channels on which scoring says that the live index or a release changed. */
  static final List<String> CHANNELS = List.of("techindex_live", "techindex_release");

  private static final Logger LOG = LoggerFactory.getLogger(CatalogueKeeper.class);

  /** Succeeds where all that is served can be read. */
  private static final String PROBE =
      "select from release, release_document, release_calendar, live_document limit 0";

  private static final int LOOK_MILLISECONDS = 2_000;
  private static final int RECONNECT_MILLISECONDS = 500;

  private final DataSource dataSource;
  private final PublishedReader reader;
  private final List<Consumer<Catalogue>> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch firstLook = new CountDownLatch(1);
  private final Thread thread;

  private volatile Catalogue catalogue = Catalogue.EMPTY;
  private volatile boolean databaseThere;

  /** Of the live index in the catalogue; seen by the keeper's thread only. */
  private long liveStamp;

  /** Starts keeping; {@link #awaitFirst} tells when there is something to serve. */
  public CatalogueKeeper(DataSource dataSource) {
    this.dataSource = dataSource;
    this.reader = new PublishedReader(dataSource);
    this.thread = Thread.ofPlatform().name("catalogue").daemon().unstarted(this::keep);
  }

  public void start() {
    thread.start();
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  /**
   * Whether what is published could be read when it was last tried; true before the first catalogue
   * is loaded, which {@link #awaitFirst} tells of.
   */
  public boolean databaseThere() {
    return databaseThere;
  }

  /** Called with each new catalogue, on the keeper's thread, after it became the current one. */
  public void onChange(Consumer<Catalogue> listener) {
    listeners.add(listener);
  }

  /** Waits for the first catalogue; false if it took longer. */
  public boolean awaitFirst(long timeoutSeconds) throws InterruptedException {
    return firstLook.await(timeoutSeconds, TimeUnit.SECONDS);
  }

  private void keep() {
    boolean reported = false;
    while (closing.getCount() > 0) {
      try (Connection connection = dataSource.getConnection()) {
        listen(connection);
        databaseThere = true;
        reported = false;
        PGConnection notifications = connection.unwrap(PGConnection.class);
        while (closing.getCount() > 0) {
          look();
          notifications.getNotifications(LOOK_MILLISECONDS);
        }
      } catch (SQLException | DataAccessException e) {
        databaseThere = false;
        if (!reported && closing.getCount() > 0) {
          LOG.warn("read: the database is away, serving what is in memory: {}", e.getMessage());
          reported = true;
        }
        pause();
      }
    }
  }

  private static void listen(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      for (String channel : CHANNELS) {
        statement.execute("listen " + channel);
      }
      statement.execute(PROBE);
    }
  }

  private void pause() {
    try {
      closing.await(RECONNECT_MILLISECONDS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    Catalogue before = catalogue;
    List<ReleaseEntry> entries = reader.releases().stream().sorted().toList();
    boolean releasesChanged = !entries.reversed().equals(before.entries());
    long stamp = reader.liveStamp();
    boolean liveChanged = stamp != liveStamp;
    List<DueRelease> calendar = reader.calendar().stream().sorted().toList();
    if (releasesChanged || liveChanged || !calendar.equals(before.calendar())) {
      catalogue =
          new Catalogue(
              entries,
              releasesChanged ? releases(entries, before) : kept(entries, before),
              liveChanged ? reader.live() : before.live(),
              calendar);
    }
    liveStamp = stamp;
    databaseThere = true;
    if (!catalogue.equals(before)) {
      listeners.forEach(listener -> listener.accept(catalogue));
    }
    firstLook.countDown();
  }

  private Map<ReleaseId, Edition> releases(List<ReleaseEntry> entries, Catalogue before) {
    Map<ReleaseId, Edition> editions = kept(entries, before);
    for (ReleaseEntry entry : entries) {
      if (!entry.withdrawn() && !editions.containsKey(entry.id())) {
        load(entry).ifPresent(edition -> editions.put(entry.id(), edition));
      }
    }
    return editions;
  }

  private Optional<Edition> load(ReleaseEntry entry) {
    try {
      Edition edition = reader.release(entry);
      LOG.info("read: release {}, {} sectors", edition.id(), edition.rankings().size());
      return Optional.of(edition);
    } catch (IllegalArgumentException e) {
      LOG.error(
          "read: release {} is damaged and is not served ({}): run techindex release verify",
          entry.id(),
          e.getMessage());
      return Optional.empty();
    }
  }

  private static Map<ReleaseId, Edition> kept(List<ReleaseEntry> entries, Catalogue before) {
    Map<ReleaseId, Edition> kept = new HashMap<>();
    for (ReleaseEntry entry : entries) {
      if (!entry.withdrawn()) {
        before.release(entry.id()).ifPresent(edition -> kept.put(entry.id(), edition));
      }
    }
    return kept;
  }

  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
    try {
      thread.join(LOOK_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
