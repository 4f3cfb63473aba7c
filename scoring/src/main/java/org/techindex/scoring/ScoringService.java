package org.techindex.scoring;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.LiveState;
import org.techindex.common.run.OperatorException;
import org.techindex.scoring.live.LiveIndex;
import org.techindex.scoring.release.ReleaseAnnouncer;
import org.techindex.scoring.release.ReleaseCalendar;
import org.techindex.scoring.release.ReleaseMaker;
import org.techindex.scoring.release.ReleaseSchedule;
import org.techindex.scoring.release.ReleaseTerms;
import org.techindex.scoring.total.Classified;

/**
 * Scoring as a service: keeps the live index current and makes releases when they are due. Of
 * several instances on one database one works and the others stand by; when it goes, another takes
 * over within a second.
 */
public final class ScoringService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ScoringService.class);

  private static final int WAIT_MILLISECONDS = 1000;
  private static final Duration SCHEDULE_EVERY = Duration.ofSeconds(30);
  private static final Duration LONGEST_ROUND = Duration.ofMinutes(10);

  private final DataSource database;
  private final MethodFile method;
  private final Gazetteer gazetteer;
  private final String classifier;
  private final ReleaseTerms terms;
  private final Map<String, String> kafka;
  private final ScoringMetrics metrics;
  private volatile long lastRound = System.nanoTime();
  private final Thread thread = Thread.ofPlatform().name("scoring").unstarted(this::run);
  private final CountDownLatch stopping = new CountDownLatch(1);

  /**
   * @param database with the schema of this version; a pool of three connections or more
   * @param classifier version whose memberships count
   * @param kafka client properties for announcements; empty if releases are not announced
   * @param registry where the service counts what it does
   */
  public ScoringService(
      DataSource database,
      MethodFile method,
      Gazetteer gazetteer,
      String classifier,
      ReleaseTerms terms,
      Map<String, String> kafka,
      MeterRegistry registry) {
    this.database = database;
    this.method = method;
    this.gazetteer = gazetteer;
    this.classifier = classifier;
    this.terms = terms;
    this.kafka = Map.copyOf(kafka);
    this.metrics = new ScoringMetrics(registry);
  }

  public void start() {
    thread.start();
  }

  /** Waits until the service has ended. */
  public void await() throws InterruptedException {
    thread.join();
  }

  /** Whether the service runs and has begun a round of its work within the last ten minutes. */
  public boolean isAlive() {
    return thread.isAlive() && System.nanoTime() - lastRound < LONGEST_ROUND.toNanos();
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void run() {
    while (!isStopping()) {
      lastRound = System.nanoTime();
      try (Connection connection = database.getConnection()) {
        if (isLeader(connection)) {
          metrics.leads(true);
          try {
            lead(connection);
          } finally {
            metrics.leads(false);
            giveUpLead(connection);
          }
        } else {
          pause();
        }
      } catch (SQLException | OperatorException e) {
        metrics.interrupted();
        LOG.warn("scoring waits: {}", String.valueOf(e.getMessage()).strip());
        pause();
      }
    }
  }

  private void pause() {
    try {
      if (stopping.await(WAIT_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        LOG.debug("told to stop");
      }
    } catch (InterruptedException _) {
      stopping.countDown();
    }
  }

  /** The lock lasts as long as the connection, so that it goes with the instance that holds it. */
  private static boolean isLeader(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select pg_try_advisory_lock(hashtextextended('techindex scoring', 0))")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static void giveUpLead(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("select pg_advisory_unlock(hashtextextended('techindex scoring', 0))");
        statement.execute("unlisten *");
      }
    }
  }

  private void lead(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + LiveState.BATCH_CHANNEL);
    }
    PGConnection notifications = connection.unwrap(PGConnection.class);
    ReleaseSchedule schedule =
        new ReleaseSchedule(
            database, new ReleaseMaker(database, gazetteer, terms), method, classifier);
    try (Announcing announcing = new Announcing(database, kafka)) {
      if (!isAllClassified()) {
        return;
      }
      LiveIndex live = new LiveIndex(database, method.method(), gazetteer, classifier);
      Instant scheduled = Instant.EPOCH;
      YearMonth published = YearMonth.of(1970, 1);
      boolean batch = true;
      while (!isStopping()) {
        lastRound = System.nanoTime();
        Instant now = Instant.now();
        boolean changed = batch && live.advance() > 0;
        boolean released = false;
        if (Duration.between(scheduled, now).compareTo(SCHEDULE_EVERY) >= 0) {
          int made = schedule.run(now).size();
          metrics.released(made);
          released = made > 0;
          announcing.announce();
          scheduled = now;
          changed |= live.advance() > 0;
        }
        if (changed || released || !published.equals(ReleaseCalendar.monthOf(now))) {
          long revision = live.publish(now);
          published = ReleaseCalendar.monthOf(now);
          metrics.published(revision, Duration.between(now, Instant.now()));
          LOG.debug("live index, revision {}", revision);
        }
        metrics.current(now);
        live.publishSources(Instant.now());
        batch = notifications.getNotifications(WAIT_MILLISECONDS).length > 0;
      }
    }
  }

  /**
   * Waits until nothing stored is without the classifier that counts; meanwhile the live index
   * stands still and no release is made, for they would hold what came since its change alone.
   *
   * @return false if the service is to stop
   */
  private boolean isAllClassified() throws SQLException {
    Optional<String> missing = Classified.missing(database, classifier);
    if (missing.isPresent()) {
      LOG.warn("scoring waits: {}", missing.get());
      LiveIndex.publishedAt(database).ifPresent(metrics::current);
    }
    while (missing.isPresent() && !isStopping()) {
      pause();
      lastRound = System.nanoTime();
      missing = Classified.missing(database, classifier);
    }
    return missing.isEmpty();
  }

  /** The announcer, where there is a Kafka to announce to. */
  private record Announcing(Optional<ReleaseAnnouncer> announcer) implements AutoCloseable {

    Announcing(DataSource database, Map<String, String> kafka) {
      this(kafka.isEmpty() ? Optional.empty() : Optional.of(new ReleaseAnnouncer(database, kafka)));
    }

    /** What cannot be announced now is announced later. */
    void announce() {
      try {
        announcer.ifPresent(ReleaseAnnouncer::announcePending);
      } catch (OperatorException e) {
        LOG.warn("{}", e.getMessage());
      }
    }

    @Override
    public void close() {
      announcer.ifPresent(ReleaseAnnouncer::close);
    }
  }

  /** Stops after what is being done, and waits for it. */
  @Override
  public void close() {
    stopping.countDown();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
