package org.techindex.local.bench.scale;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NearestPlaceTerritory;
import org.techindex.common.release.Cutoff;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.store.Migrations;
import org.techindex.ingest.IngestService;
import org.techindex.ingest.IngestSettings;
import org.techindex.ingest.locate.Locator;
import org.techindex.ingest.receive.Topics;
import org.techindex.local.SystemParts;
import org.techindex.local.TemporaryDirectory;
import org.techindex.local.embedded.EmbeddedDatabase;
import org.techindex.local.embedded.EmbeddedKafka;
import org.techindex.local.streams.TotalsOrder;
import org.techindex.local.streams.TotalsReader;
import org.techindex.scoring.total.PostgresTotals;
import org.techindex.scoring.total.ScanSettings;
import org.techindex.scoring.total.Totals;
import org.techindex.scoring.total.TotalsDigest;

/**
 * One broker in this process, instances in processes of their own. The signals are stored by ingest
 * first, so that the scan says what the totals are.
 */
final class ScaleBench {

  /** Of every signal topic and every topic between the steps. */
  static final int PARTITIONS = 6;

  /** Of the same processes from classified signals to totals: compiling, and compiled. */
  private static final int LAPS = 2;

  private static final YearMonth AS_OF = YearMonth.of(2026, 10);
  private static final double REACH_KILOMETRES = 8;
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final int signals;
  private final int threads;
  private final Path directory;
  private final Consumer<String> progress;

  ScaleBench(int signals, int threads, Path directory, Consumer<String> progress) {
    this.signals = signals;
    this.threads = threads;
    this.directory = directory;
    this.progress = progress;
  }

  /**
   * What a number of instances did.
   *
   * @param lap from 1: the first with code that is compiled on the way, later ones with compiled
   *     code
   * @param stateMegabytes memory that the tables by identity take, all partitions together
   * @param equal whether the totals are those of the scan; true where none were made
   */
  record Result(
      ScaleRun.Plan plan,
      int lap,
      int signals,
      ScaleRun.Taken taken,
      double stateMegabytes,
      boolean equal) {

    double perSecond() {
      return signals / taken.seconds();
    }

    double perProcessorSecond() {
      return signals / taken.processorSeconds();
    }
  }

  /**
   * Runs all of it.
   *
   * @param instances numbers of instances, one run from classified signals to totals each
   * @param rounds of kills and moves in one more run of two instances, from signals to totals
   */
  List<Result> run(List<Integer> instances, int rounds) {
    List<Result> results = new ArrayList<>();
    try {
      Files.createDirectories(directory);
      Path own = Files.createTempDirectory(directory, "scale");
      try (EmbeddedKafka kafka = EmbeddedKafka.start(own.resolve("kafka"));
          EmbeddedDatabase server = EmbeddedDatabase.start(own.resolve("postgres"), false);
          HikariDataSource database = SystemParts.database(server.jdbcUrl(), "postgres", "", 8)) {
        Migrations.apply(database);
        publish(kafka.bootstrapServers());
        ingest(kafka.bootstrapServers(), database);
        Totals scanned =
            PostgresTotals.scan(
                database,
                new ScanSettings(AS_OF, REACH_KILOMETRES, EvidenceClassifier.shipped().version()));
        String expected = digest(scanned);
        List<ScaleRun.Plan> plans = new ArrayList<>();
        if (!instances.isEmpty()) {
          plans.add(new ScaleRun.Plan(ScaleInstance.Step.CLASSIFY, 1, 0));
        }
        instances.forEach(
            count -> plans.add(new ScaleRun.Plan(ScaleInstance.Step.TOTAL, count, 0)));
        if (rounds > 0) {
          plans.add(new ScaleRun.Plan(ScaleInstance.Step.BOTH, 2, rounds));
        }
        for (ScaleRun.Plan plan : plans) {
          int laps = plan.step() == ScaleInstance.Step.TOTAL ? LAPS : 1;
          List<Cutoff> cutoffs = new ArrayList<>();
          for (int lap = 0; lap < laps; lap++) {
            cutoffs.add(further(scanned.cutoff(), results.size() + lap));
          }
          ScaleRun.Place place =
              new ScaleRun.Place(
                  kafka.bootstrapServers(),
                  cutoffs,
                  own,
                  plan.step() == ScaleInstance.Step.BOTH ? "again" : "once",
                  threads);
          results.addAll(results(plan, place, expected));
        }
      } finally {
        new TemporaryDirectory(own).close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the bench cannot write to " + directory, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorException(ExitCode.SERVICE_MISSING, "the bench was stopped", e);
    }
    return results;
  }

  private List<Result> results(ScaleRun.Plan plan, ScaleRun.Place place, String expected)
      throws IOException, InterruptedException {
    progress.accept(
        plan.step().name().toLowerCase(Locale.ROOT)
            + " by "
            + plan.instances()
            + (plan.rounds() > 0 ? ", disturbed " + plan.rounds() + " times" : ""));
    List<ScaleRun.Taken> laps = new ScaleRun(plan, place).run();
    List<Result> results = new ArrayList<>();
    for (int lap = 0; lap < laps.size(); lap++) {
      if (plan.step().totals()) {
        TotalsOrder order =
            ScaleInstance.order(place.brokers(), place.cutoffs().get(lap), place.classified());
        try (TotalsReader reader = TotalsReader.of(order)) {
          results.add(
              new Result(
                  plan,
                  lap + 1,
                  signals,
                  laps.get(lap),
                  reader.stateBytes() / 1e6,
                  digest(reader.totals()).equals(expected)));
        }
      } else {
        results.add(new Result(plan, lap + 1, signals, laps.get(lap), 0, true));
      }
    }
    return results;
  }

  /** The same records, by a cut-off of another name: where there are no records is room for it. */
  private static Cutoff further(Cutoff cutoff, int by) {
    return new Cutoff(
        cutoff.partitions().stream()
            .map(each ->
                new Cutoff.PartitionOffset(
                    each.topic(), each.partition(), each.id(), each.nextOffset() + by))
            .toList());
  }

  private static String digest(Totals totals) {
    return TotalsDigest.of(totals, AS_OF, MethodFile.byDefault().method().events());
  }

  private void publish(String brokers) {
    progress.accept("publishing " + signals + " records");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      Topics.create(admin, PARTITIONS);
    }
    ScaleSignals made = new ScaleSignals();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers, "linger.ms", "20", "batch.size", "262144"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < signals; i++) {
        var _ = producer.send(made.next());
      }
      producer.flush();
    }
  }

  private void ingest(String brokers, HikariDataSource database) throws InterruptedException {
    progress.accept("storing them, for the scan");
    Gazetteer gazetteer = Gazetteer.load();
    IngestService service =
        new IngestService(
            Map.of("bootstrap.servers", brokers),
            database,
            EvidenceClassifier.shipped(),
            new Locator(gazetteer, new NearestPlaceTerritory(gazetteer), Optional.empty()),
            IngestSettings.standard(),
            new SimpleMeterRegistry());
    try (service) {
      service.start();
      if (!service.awaitCaughtUp(LONGEST)) {
        throw new OperatorException(ExitCode.SERVICE_MISSING, "ingest did not end in time");
      }
    }
  }
}
