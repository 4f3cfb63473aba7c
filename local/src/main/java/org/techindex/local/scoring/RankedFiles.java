package org.techindex.local.scoring;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NearestPlaceTerritory;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.run.Progress;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.store.Migrations;
import org.techindex.ingest.IngestService;
import org.techindex.ingest.IngestSettings;
import org.techindex.ingest.locate.Locator;
import org.techindex.ingest.publish.Mapping;
import org.techindex.ingest.publish.PublishReport;
import org.techindex.ingest.publish.PublishRun;
import org.techindex.ingest.receive.Topics;
import org.techindex.local.embedded.EmbeddedDatabase;
import org.techindex.local.embedded.EmbeddedKafka;

/** A broker, a database and ingest for one ranking of files; all of it goes afterwards. */
final class RankedFiles implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofHours(1);

  private final Path directory;
  private final EmbeddedKafka kafka;
  private final EmbeddedDatabase postgres;
  private final DataSource database;
  private final IngestService ingest;

  private RankedFiles(
      Path directory,
      EmbeddedKafka kafka,
      EmbeddedDatabase postgres,
      DataSource database,
      IngestService ingest) {
    this.directory = directory;
    this.kafka = kafka;
    this.postgres = postgres;
    this.database = database;
    this.ingest = ingest;
  }

  static RankedFiles start(Gazetteer gazetteer) throws IOException {
    Path directory = Files.createTempDirectory("techindex-rank");
    EmbeddedDatabase postgres = EmbeddedDatabase.start(directory.resolve("postgres"), false);
    EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"));
    DataSource database = ScoringDatabase.at(postgres.jdbcUrl());
    Migrations.apply(database);
    Map<String, String> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(new HashMap<>(client))) {
      Topics.create(admin, 1);
    }
    IngestService ingest =
        new IngestService(
            client,
            database,
            EvidenceClassifier.shipped(),
            new Locator(gazetteer, new NearestPlaceTerritory(gazetteer), Optional.empty()),
            IngestSettings.standard(),
            new SimpleMeterRegistry());
    ingest.start();
    return new RankedFiles(directory, kafka, postgres, database, ingest);
  }

  /**
   * Publishes the files and waits until they are stored.
   *
   * @return rows that were refused
   */
  long publish(
      List<Path> files, Optional<SignalKind> kind, String source, Optional<Mapping> mapping)
      throws InterruptedException {
    PublishRun run =
        new PublishRun(
            new PublishRun.PublishOrder(
                files, kind, Optional.of(source), mapping, Optional.empty()),
            Progress.Display.standardError());
    run.check();
    PublishReport report = run.publish(kafka.bootstrapServers());
    report.lines().forEach(System.err::println);
    if (!ingest.awaitCaughtUp(PATIENCE)) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING, "the files are not stored after an hour: is the disk full?");
    }
    return report.refused();
  }

  DataSource database() {
    return database;
  }

  @Override
  public void close() throws IOException {
    try (postgres) {
      ingest.close();
      kafka.close();
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(directory)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }
}
