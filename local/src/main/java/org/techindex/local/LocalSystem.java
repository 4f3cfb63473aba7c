package org.techindex.local;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.techindex.api.ApiService;
import org.techindex.api.ApiSettings;
import org.techindex.common.config.Settings;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.PostcodeDirectory;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.run.Progress;
import org.techindex.common.sector.SectorClassifier;
import org.techindex.common.signal.Signal;
import org.techindex.common.signal.SignalCodec;
import org.techindex.common.signal.SignalEnvelope;
import org.techindex.common.signal.SignalHead;
import org.techindex.common.store.Migrations;
import org.techindex.ingest.IngestService;
import org.techindex.ingest.locate.Locator;
import org.techindex.ingest.publish.KafkaSink;
import org.techindex.ingest.receive.Topics;
import org.techindex.local.classifier.Reclassification;
import org.techindex.scoring.ScoringService;
import org.techindex.scoring.total.Classified;

/** The whole path in this process: broker, database, ingest, live scoring, API. */
public final class LocalSystem implements AutoCloseable {

  private static final int PARTITIONS = 2;
  private static final int CONNECTIONS = 12;
  private static final int FREE_PORT = 0;

  private final DataDirectory directory;
  private final LocalServers servers;
  private final HikariDataSource database;
  private final IngestService ingest;
  private final Optional<ApiService> api;
  private final ScoringService scoring;
  private final Gazetteer gazetteer;

  private LocalSystem(
      DataDirectory directory,
      LocalServers servers,
      HikariDataSource database,
      IngestService ingest,
      Optional<ApiService> api,
      ScoringService scoring,
      Gazetteer gazetteer) {
    this.directory = directory;
    this.servers = servers;
    this.database = database;
    this.ingest = ingest;
    this.api = api;
    this.scoring = scoring;
    this.gazetteer = gazetteer;
  }

  /**
   * Starts everything but live scoring, and tells other terminals of it.
   *
   * @param durable whether commits survive a power cut
   * @param port of the map, 0 takes a free one; empty for no API
   * @throws OperatorException if the port is in use or a server does not start
   */
  public static LocalSystem start(
      DataDirectory directory, boolean durable, Optional<Integer> port, Settings settings)
      throws InterruptedException {
    Gazetteer gazetteer = Gazetteer.load();
    Optional<PostcodeDirectory> postcodes = SystemParts.postcodes(settings);
    Locator locator = SystemParts.locator(settings, gazetteer, postcodes);
    MethodFile method = SystemParts.method(settings);
    LocalServers servers = LocalServers.start(directory, durable);
    HikariDataSource database = database(servers);
    Map<String, String> kafka =
        SystemParts.kafka(servers.kafka().bootstrapServers(), Optional.empty());
    try (Admin admin = Admin.create(Map.copyOf(kafka))) {
      Topics.create(admin, PARTITIONS);
    }
    IngestService ingest =
        new IngestService(
            kafka,
            database,
            SystemParts.classifier(),
            locator,
            SystemParts.ingest(settings),
            new SimpleMeterRegistry());
    Optional<ApiService> api =
        port.map(each ->
            new ApiService(
                ApiSettings.local(each, FREE_PORT).withMapStyle(SystemParts.mapStyle(settings)),
                database,
                postcodes));
    ScoringService scoring =
        new ScoringService(
            database,
            method,
            gazetteer,
            SystemParts.classifier().version(),
            SystemParts.terms(settings),
            kafka,
            new SimpleMeterRegistry());
    LocalSystem system =
        new LocalSystem(directory, servers, database, ingest, api, scoring, gazetteer);
    try {
      ingest.start();
      if (api.isPresent()) {
        api.get().start();
      }
    } catch (RuntimeException e) {
      system.close();
      throw e;
    }
    RunningSystem.Notes.ofThisInstallation().write(system.note());
    return system;
  }

  /** The database, with schema and memberships of this version; else the servers are stopped. */
  private static HikariDataSource database(LocalServers servers) {
    HikariDataSource database =
        SystemParts.database(servers.database().jdbcUrl(), "postgres", "", CONNECTIONS);
    try {
      Migrations.apply(database, System.err::println);
      classifyAnew(database);
      return database;
    } catch (RuntimeException e) {
      database.close();
      servers.close();
      throw e;
    }
  }

  /** After a change of the classifier, what was stored before gets its memberships too. */
  private static void classifyAnew(DataSource database) {
    SectorClassifier classifier = SystemParts.classifier();
    if (Classified.missing(database, classifier.version()).isEmpty()) {
      return;
    }
    try {
      for (String before : Reclassification.versionsInUse(database, classifier.version())) {
        Reclassification run =
            new Reclassification(database, before, classifier, Reclassification.BATCH_SIGNALS);
        try (Progress progress =
            new Progress(
                Progress.Display.standardError(), "reclassify", "signals", run.signals())) {
          run.run(progress::reached);
        }
      }
    } catch (SQLException e) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "the stored signals cannot be classified anew: " + e.getMessage(),
          e);
    }
  }

  private RunningSystem note() {
    return new RunningSystem(
        ProcessHandle.current().pid(),
        directory.path(),
        servers.kafka().bootstrapServers(),
        servers.database().jdbcUrl(),
        pages());
  }

  public String bootstrapServers() {
    return servers.kafka().bootstrapServers();
  }

  /** Properties for Kafka clients. */
  public Map<String, String> kafka() {
    return SystemParts.kafka(bootstrapServers(), Optional.empty());
  }

  public Gazetteer gazetteer() {
    return gazetteer;
  }

  /**
   * Sends signals to Kafka, each as of when it was observed.
   *
   * @param signals gives each signal to its consumer
   * @return how many there were
   */
  public long publish(Consumer<Consumer<Signal>> signals) {
    AtomicLong published = new AtomicLong();
    try (KafkaSink sink = new KafkaSink(kafka())) {
      signals.accept(signal -> {
        SignalHead head = signal.head();
        sink.send(
            new SignalEnvelope(signal.kind(), head.id(), head.observed()),
            SignalCodec.encode(signal));
        published.incrementAndGet();
      });
    }
    return published.get();
  }

  /** Address of the map and the API; empty if there is none. */
  public String pages() {
    return api.map(service -> "http://127.0.0.1:" + service.port() + "/").orElse("");
  }

  /** Keeps the live index current from now on, and makes releases when they are due. */
  public void startScoring() {
    scoring.start();
  }

  /** What is stored, to be ranked. */
  public StoredSignals stored() {
    return new StoredSignals(database, gazetteer, SystemParts.classifier().version());
  }

  /**
   * Waits until everything published so far is stored.
   *
   * @return whether that was within the time
   */
  public boolean awaitStored(Duration time) throws InterruptedException {
    return ingest.awaitCaughtUp(time);
  }

  /** Stops everything, in the order opposite to that of the start. */
  @Override
  public void close() {
    RunningSystem.Notes.ofThisInstallation().remove(ProcessHandle.current().pid());
    try (directory;
        servers;
        database) {
      api.ifPresent(ApiService::close);
      ingest.close();
      scoring.close();
    }
  }
}
