package org.techindex.local.bench.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NearestPlaceTerritory;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.ingest.IngestPipeline;
import org.techindex.ingest.classify.SignalClassifier;
import org.techindex.ingest.locate.Locator;
import org.techindex.ingest.receive.Topics;
import org.techindex.ingest.store.BatchStore;
import org.techindex.ingest.store.PartitionOffsets;
import org.techindex.ingest.store.RowEncoder;
import org.techindex.local.bench.ChildJvm;

/** Rounds of faults under a load that never stops, and the account at the end. */
final class FaultRun {

  private static final Duration RECOVERY = Duration.ofMinutes(4);
  private static final int PARTITIONS = 2;

  private final Path directory;
  private final long seed;
  private final Consumer<String> talk;
  private final Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);
  private int ended;

  /**
   * @param directory for everything that the run writes
   * @param talk takes a line for each round
   */
  FaultRun(Path directory, long seed, Consumer<String> talk) {
    this.directory = directory;
    this.seed = seed;
    this.talk = talk;
  }

  /**
   * What happened and what came of it.
   *
   * @param rounds of each kind
   * @param longestRecoverySeconds from the end of a fault until what was in the topics then is
   *     stored
   * @param endedByItself ingest processes that ended without being killed, for want of a database
   *     at their start
   */
  record Outcome(
      Map<FaultKind, Integer> rounds,
      double longestRecoverySeconds,
      int endedByItself,
      Account account) {}

  /**
   * @param rounds what to do, in this order
   */
  Outcome run(List<FaultKind> rounds)
      throws IOException, InterruptedException, SQLException, ExecutionException {
    SplittableRandom random = new SplittableRandom(seed);
    double longest = 0;
    try (FaultSystem system = new FaultSystem(directory);
        Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", system.kafka()))) {
      system.startIngest();
      Account account;
      try (FaultLoad load = new FaultLoad(system.kafka(), seed)) {
        FaultSystem.await("the first signals", RECOVERY, () -> load.sent() > 1_000);
        awaitStored(system, ends(admin));
        for (FaultKind kind : rounds) {
          TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
          if (kind == FaultKind.FULL_DISK && !system.smallDisk()) {
            talk.accept("full disk: left out, no small disk can be mounted here");
            continue;
          }
          apply(kind, system, random);
          long healed = System.nanoTime();
          awaitStored(system, ends(admin));
          double seconds = (System.nanoTime() - healed) / 1e9;
          longest = Math.max(longest, seconds);
          counts.merge(kind, 1, Integer::sum);
          talk.accept("%s: stored again after %.1f s".formatted(kind, seconds));
        }
      }
      awaitStored(system, ends(admin));
      FaultSystem.await("refusals to be announced", RECOVERY, () -> announced(system));
      account =
          new Reconciliation(
                  pipeline(system), system.database(), Map.of("bootstrap.servers", system.kafka()))
              .account();
      return new Outcome(Map.copyOf(counts), longest, ended, account);
    }
  }

  private static void apply(FaultKind kind, FaultSystem system, SplittableRandom random)
      throws IOException, InterruptedException, SQLException {
    long hold = 500L + random.nextInt(2_000);
    switch (kind) {
      case KILL_INGEST -> {
        system.killIngest(system.ingest().getFirst());
        system.startIngest();
      }
      case FREEZE_INGEST -> {
        ChildJvm zombie = system.ingest().getFirst();
        zombie.freeze();
        system.startIngest();
        // Longer than the session that the broker allows.
        TimeUnit.SECONDS.sleep(10);
        zombie.resume();
        TimeUnit.MILLISECONDS.sleep(hold);
        system.killIngest(zombie);
      }
      case MORE_INSTANCES -> {
        system.startIngest();
        if (random.nextBoolean()) {
          system.startIngest();
        }
        TimeUnit.MILLISECONDS.sleep(3 * hold);
        while (system.ingest().size() > 1) {
          system.killIngest(system.ingest().get(random.nextInt(system.ingest().size())));
        }
      }
      case STOP_DATABASE -> system.stopDatabase();
      case TERMINATE_BACKENDS -> system.terminateBackends();
      case FULL_DISK -> system.fillDisk(Duration.ofMillis(hold));
      case KILL_BROKER -> system.killBroker();
      case DATABASE_LATENCY -> weather(system.databaseProxy(), TcpProxy.Weather.LATENCY, hold);
      case DATABASE_SLICER -> weather(system.databaseProxy(), TcpProxy.Weather.SLICER, hold);
      case DATABASE_BLACK_HOLE ->
          weather(system.databaseProxy(), TcpProxy.Weather.BLACK_HOLE, hold);
      case DATABASE_RESET -> system.databaseProxy().reset();
      case KAFKA_LATENCY -> weather(system.kafkaProxy(), TcpProxy.Weather.LATENCY, hold);
      case KAFKA_BANDWIDTH -> weather(system.kafkaProxy(), TcpProxy.Weather.BANDWIDTH, hold);
      case KAFKA_BLACK_HOLE -> weather(system.kafkaProxy(), TcpProxy.Weather.BLACK_HOLE, hold);
      case KAFKA_RESET -> system.kafkaProxy().reset();
    }
  }

  private static void weather(TcpProxy proxy, TcpProxy.Weather weather, long milliseconds)
      throws InterruptedException {
    proxy.weather(weather);
    TimeUnit.MILLISECONDS.sleep(milliseconds);
    proxy.weather(TcpProxy.Weather.CLEAR);
  }

  private static Map<TopicPartition, Long> ends(Admin admin)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (String topic : Topics.ofSignals()) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(latest).all().get().forEach((key, end) -> ends.put(key, end.offset()));
    return ends;
  }

  /** Meanwhile ingest is started again where it ended, as a service manager does. */
  private void awaitStored(FaultSystem system, Map<TopicPartition, Long> ends)
      throws InterruptedException {
    FaultSystem.await(
        "the signals to be stored",
        RECOVERY,
        () -> {
          try {
            ended += system.replaceEnded();
            Map<TopicPartition, Long> stored = new PartitionOffsets(system.database()).stored();
            return ends.entrySet().stream()
                .allMatch(end -> stored.getOrDefault(end.getKey(), 0L) >= end.getValue());
          } catch (SQLException e) {
            return false;
          } catch (IOException e) {
            throw new UncheckedIOException("ingest does not start", e);
          }
        });
  }

  private static boolean announced(FaultSystem system) {
    try (var connection = system.database().getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select count(*) from refusal r
                where r."offset" >= coalesce((select next_offset from refusal_announced a
                  where a.partition_id = r.position >> 40), 0)\
                """)) {
      row.next();
      return row.getLong(1) == 0;
    } catch (SQLException e) {
      return false;
    }
  }

  private static IngestPipeline pipeline(FaultSystem system) {
    Gazetteer gazetteer = Gazetteer.load();
    return new IngestPipeline(
        new SignalClassifier(EvidenceClassifier.shipped()),
        new Locator(gazetteer, new NearestPlaceTerritory(gazetteer), Optional.empty()),
        new RowEncoder(1),
        new BatchStore(system.database()));
  }

  /** Every kind in turn, in an order drawn from the seed, as often as there are rounds. */
  static List<FaultKind> draw(int rounds, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<FaultKind> drawn = new ArrayList<>();
    while (drawn.size() < rounds) {
      List<FaultKind> left = new ArrayList<>(List.of(FaultKind.values()));
      // kill -9 of ingest at random moments is what the run is about: it comes most often.
      for (int more = 0; more < 5; more++) {
        left.add(FaultKind.KILL_INGEST);
      }
      while (!left.isEmpty() && drawn.size() < rounds) {
        drawn.add(left.remove(random.nextInt(left.size())));
      }
    }
    return drawn;
  }
}
