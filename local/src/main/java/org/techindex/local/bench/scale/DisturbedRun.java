package org.techindex.local.bench.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.techindex.common.release.Cutoff;
import org.techindex.local.streams.TotalsOrder;
import org.techindex.local.streams.TotalsReader;

/**
 * Two instances, from signals to totals in the database, that are disturbed in rounds: in each a
 * part of the records is published, and while they are worked on processes are killed, join and
 * leave. A round ends when whoever was killed is back and the totals hold all that is published.
 */
final class DisturbedRun {

  /** What happens in a round; each kind comes in its turn. */
  private enum Kind {
    KILL,
    JOIN_AND_KILL,
    KILL_BOTH,
    LEAVE_AND_KILL,
    KILL_AND_STAY_AWAY
  }

  /**
   * One round.
   *
   * @param number from 1
   * @param kind what was done, in words
   * @param kills processes killed
   * @param moves times that partitions had to move: an instance joined, left, or was given up
   * @param backSeconds from the kill until all that were killed have partitions again; where one
   *     stays away, until the other has done its work
   * @param totalledSeconds from the kill until the totals hold all that is published
   */
  record Round(
      int number, String kind, int kills, int moves, double backSeconds, double totalledSeconds) {}

  /**
   * The whole.
   *
   * @param stateMegabytes memory that the tables by identity take, all partitions together
   * @param equal whether the totals are those of the scan
   * @param written whether those in the database are
   */
  record Disturbed(
      int signals,
      double seconds,
      List<Round> rounds,
      double stateMegabytes,
      boolean equal,
      boolean written) {

    Disturbed {
      rounds = List.copyOf(rounds);
    }

    int kills() {
      return rounds.stream().mapToInt(Round::kills).sum();
    }

    int moves() {
      return rounds.stream().mapToInt(Round::moves).sum();
    }
  }

  private static final int INSTANCES = 2;
  private static final int FURTHER = INSTANCES;
  private static final int LEAST_PAUSE_MILLISECONDS = 100;
  private static final int MORE_PAUSE_MILLISECONDS = 900;
  private static final long LOOK_MILLISECONDS = 100;
  private static final long SEED = 26;

  private final ScaleWorld world;
  private final Path directory;
  private final int threads;
  private final Consumer<String> progress;
  private final Random random = new Random(SEED);

  DisturbedRun(ScaleWorld world, Path directory, int threads, Consumer<String> progress) {
    this.world = world;
    this.directory = directory;
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * Publishes so many records, an equal part before the first round and in each, and disturbs.
   *
   * @param signals records in all
   */
  Disturbed run(int signals, int rounds) throws IOException, InterruptedException {
    int part = signals / (rounds + 1);
    world.publish(signals - part * rounds);
    Cutoff endless = endless(world.scan().cutoff());
    Path cutoffFile = Files.createTempFile(directory, "cutoff", ".txt");
    ScaleInstance.write(cutoffFile, endless);
    ScaleProcesses.Setup setup =
        new ScaleProcesses.Setup(
            world.brokers(),
            world.jdbcUrl(),
            directory,
            "disturbed",
            signals,
            ScaleInstance.Step.WHOLE,
            threads,
            OptionalDouble.empty());
    TotalsOrder order = ScaleInstance.order(world.brokers(), endless, setup.classified());
    long started = System.nanoTime();
    List<Round> done = new ArrayList<>();
    try (ScaleProcesses processes = new ScaleProcesses(setup)) {
      Rounds each = new Rounds(processes, cutoffFile, order);
      for (int number = 0; number < INSTANCES; number++) {
        processes.start(number, cutoffFile);
      }
      for (int number = 0; number < INSTANCES; number++) {
        processes.awaitStarted(number);
      }
      each.awaitDrained();
      while (done.size() < rounds) {
        Round round = each.round(done.size() + 1, part);
        progress.accept(
            "round %d of %d: %s; back after %.1f s, all totalled after %.1f s"
                .formatted(
                    round.number(),
                    rounds,
                    round.kind(),
                    round.backSeconds(),
                    round.totalledSeconds()));
        done.add(round);
      }
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    String expected = ScaleWorld.digest(world.scan());
    world.awaitWritten(order);
    try (TotalsReader reader = TotalsReader.of(order)) {
      return new Disturbed(
          signals,
          seconds,
          done,
          reader.stateBytes() / 1e6,
          ScaleWorld.digest(reader.totals()).equals(expected),
          ScaleWorld.digest(world.kept(order)).equals(expected));
    }
  }

  /** Everything that will ever be published counts. */
  private static Cutoff endless(Cutoff cutoff) {
    return new Cutoff(
        cutoff.partitions().stream()
            .map(each ->
                new Cutoff.PartitionOffset(
                    each.topic(), each.partition(), each.id(), Long.MAX_VALUE))
            .toList());
  }

  /** The rounds of one set of processes. */
  private final class Rounds {

    private final ScaleProcesses processes;
    private final Path cutoffFile;
    private final TotalsOrder order;

    Rounds(ScaleProcesses processes, Path cutoffFile, TotalsOrder order) {
      this.processes = processes;
      this.cutoffFile = cutoffFile;
      this.order = order;
    }

    Round round(int number, int part) throws IOException, InterruptedException {
      FutureTask<Void> published =
          new FutureTask<>(() -> {
            world.publish(part);
            return null;
          });
      Thread.ofPlatform().name("publisher").start(published);
      processes.pause(LEAST_PAUSE_MILLISECONDS + random.nextInt(MORE_PAUSE_MILLISECONDS));
      Kind[] kinds = Kind.values();
      Kind kind = kinds[(number - 1) % kinds.length];
      int victim = random.nextInt(INSTANCES);
      String words =
          switch (kind) {
            case KILL -> "kill -9 of instance " + victim;
            case JOIN_AND_KILL -> "another joins, kill -9 of instance " + victim;
            case KILL_BOTH -> "kill -9 of both";
            case LEAVE_AND_KILL -> "the other leaves, kill -9 of instance " + victim;
            case KILL_AND_STAY_AWAY -> "kill -9 of instance " + victim + ", which stays away";
          };
      switch (kind) {
        case JOIN_AND_KILL -> processes.start(FURTHER, cutoffFile);
        case LEAVE_AND_KILL -> processes.leave(FURTHER);
        case KILL, KILL_BOTH, KILL_AND_STAY_AWAY -> {}
      }
      long killed = System.nanoTime();
      List<Integer> victims = kind == Kind.KILL_BOTH ? List.of(0, 1) : List.of(victim);
      for (int each : victims) {
        processes.kill(each);
      }
      double back;
      double totalled;
      if (kind == Kind.KILL_AND_STAY_AWAY) {
        await(published);
        awaitDrained();
        totalled = secondsSince(killed);
        back = totalled;
        restart(victims);
      } else {
        restart(victims);
        back = secondsSince(killed);
        if (kind == Kind.JOIN_AND_KILL) {
          processes.awaitStarted(FURTHER);
        }
        await(published);
        awaitDrained();
        totalled = secondsSince(killed);
      }
      int moves =
          switch (kind) {
            case KILL, KILL_BOTH -> 0;
            case JOIN_AND_KILL, LEAVE_AND_KILL -> 1;
            case KILL_AND_STAY_AWAY -> 2;
          };
      return new Round(number, words, victims.size(), moves, back, totalled);
    }

    private void restart(List<Integer> victims) throws IOException, InterruptedException {
      for (int each : victims) {
        processes.start(each, cutoffFile);
      }
      for (int each : victims) {
        processes.awaitStarted(each);
      }
    }

    private void await(FutureTask<Void> published) throws InterruptedException {
      try {
        published.get();
      } catch (ExecutionException e) {
        throw new UncheckedIOException(new IOException("the records cannot be published", e));
      }
    }

    void awaitDrained() throws InterruptedException {
      try (TotalsReader reader = TotalsReader.of(order)) {
        while (!reader.isDrained()) {
          processes.pause(LOOK_MILLISECONDS);
        }
      }
    }
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }
}
