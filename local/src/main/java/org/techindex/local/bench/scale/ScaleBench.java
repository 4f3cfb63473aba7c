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
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
import org.techindex.local.streams.StreamTotals;
import org.techindex.local.streams.TotalsOrder;
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

  private static final YearMonth AS_OF = YearMonth.of(2026, 10);
  private static final double REACH_KILOMETRES = 8;
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final long LOOK_MILLISECONDS = 200;
  private static final long SEED = 26;

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
   * @param seconds from the start of the processes to the last commit, start of Java included
   * @param processorSeconds of all instances together
   * @param stateMegabytes on disk, of all instances
   * @param kills how many processes were killed on the way
   * @param recoverySeconds from a kill to the next commit of every partition, the mean; not a
   *     number where none was killed
   * @param equal whether the totals are those of the scan
   */
  record Result(
      int instances,
      int signals,
      double seconds,
      double processorSeconds,
      double stateMegabytes,
      int kills,
      double recoverySeconds,
      boolean equal) {

    double perSecond() {
      return signals / seconds;
    }

    double perProcessorSecond() {
      return signals / processorSeconds;
    }
  }

  /**
   * @param instances one run for each number
   * @param kills in one more run of two instances; 0 for no such run
   */
  List<Result> run(List<Integer> instances, int kills) {
    List<Result> results = new ArrayList<>();
    try {
      Files.createDirectories(directory);
      Path own = Files.createTempDirectory(directory, "scale-");
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
        Path cutoff = own.resolve("cutoff");
        ScaleInstance.write(cutoff, scanned.cutoff());
        for (int count : instances) {
          results.add(
              new Run(kafka.bootstrapServers(), scanned.cutoff(), cutoff, own, count, 0, expected)
                  .result());
        }
        if (kills > 0) {
          results.add(
              new Run(kafka.bootstrapServers(), scanned.cutoff(), cutoff, own, 2, kills, expected)
                  .result());
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

  /** One run of so many instances. */
  private final class Run {

    private final TotalsOrder order;
    private final String brokers;
    private final Path cutoff;
    private final Path own;
    private final int instances;
    private final int kills;
    private final String expected;
    private final String name;
    private final List<Process> processes = new ArrayList<>();
    private double killedProcessorSeconds;

    Run(
        String brokers,
        Cutoff upTo,
        Path cutoff,
        Path own,
        int instances,
        int kills,
        String expected) {
      this.brokers = brokers;
      this.cutoff = cutoff;
      this.own = own;
      this.instances = instances;
      this.kills = kills;
      this.expected = expected;
      this.name = instances + "-" + kills;
      this.order = ScaleInstance.order(brokers, upTo, name);
    }

    Result result() throws IOException, InterruptedException {
      progress.accept(
          instances
              + (instances == 1 ? " instance" : " instances")
              + (kills > 0 ? ", killed " + kills + " times" : ""));
      long started = System.nanoTime();
      try {
        for (int i = 0; i < instances; i++) {
          processes.add(start(i));
        }
        double recovery = killSome();
        long deadline = started + LONGEST.toNanos();
        while (!StreamTotals.isDrained(order)) {
          if (System.nanoTime() > deadline) {
            throw new OperatorException(
                ExitCode.SERVICE_MISSING, "the totals are not complete after half an hour");
          }
          TimeUnit.MILLISECONDS.sleep(LOOK_MILLISECONDS);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        double processor =
            killedProcessorSeconds
                + processes.stream().mapToDouble(ScaleBench::processorSeconds).sum();
        return new Result(
            instances,
            signals,
            seconds,
            processor,
            stateBytes() / 1e6,
            kills,
            recovery,
            digest(StreamTotals.totals(order)).equals(expected));
      } finally {
        for (Process process : processes) {
          process.destroyForcibly().waitFor();
        }
      }
    }

    private Process start(int number) throws IOException {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx1g",
              "-XX:+UseParallelGC",
              "--sun-misc-unsafe-memory-access=allow",
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              System.getProperty("java.class.path"),
              ScaleInstance.class.getName(),
              brokers,
              cutoff.toString(),
              own.resolve("state-" + name + "-" + number).toString(),
              Integer.toString(threads),
              name)
          .redirectErrorStream(true)
          .redirectOutput(
              ProcessBuilder.Redirect.appendTo(own.resolve("instance-" + number + ".log").toFile()))
          .start();
    }

    /** Kills one of the processes again and again; each starts anew on its own state. */
    private double killSome() throws IOException, InterruptedException {
      Random random = new Random(SEED);
      double recovery = 0;
      for (int kill = 0; kill < kills; kill++) {
        TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(3_000));
        int victim = random.nextInt(processes.size());
        Process process = processes.get(victim);
        killedProcessorSeconds += processorSeconds(process);
        long killed = System.nanoTime();
        process.destroyForcibly().waitFor();
        processes.set(victim, start(victim));
        Map<String, Long> before = StreamTotals.committed(order);
        while (!StreamTotals.isDrained(order) && !hasMoved(before, StreamTotals.committed(order))) {
          TimeUnit.MILLISECONDS.sleep(LOOK_MILLISECONDS);
        }
        recovery += (System.nanoTime() - killed) / 1e9;
      }
      return kills == 0 ? Double.NaN : recovery / kills;
    }

    private static boolean hasMoved(Map<String, Long> before, Map<String, Long> now) {
      long further =
          before.entrySet().stream()
              .filter(each -> now.getOrDefault(each.getKey(), 0L) > each.getValue())
              .count();
      return further * 2 > before.size();
    }

    private long stateBytes() throws IOException {
      long bytes = 0;
      for (int number = 0; number < instances; number++) {
        Path state = own.resolve("state-" + name + "-" + number);
        if (Files.isDirectory(state)) {
          try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
              bytes += Files.exists(file) ? Files.size(file) : 0;
            }
          }
        }
      }
      return bytes;
    }
  }

  private static double processorSeconds(Process process) {
    return process.toHandle().info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1e3;
  }
}
