package org.techindex.local.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NearestPlaceTerritory;
import org.techindex.common.release.Cutoff;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.ingest.SignalGate;
import org.techindex.ingest.classify.SignalClassifier;
import org.techindex.ingest.locate.Locator;
import org.techindex.local.streams.StreamTotals;
import org.techindex.local.streams.TotalsOrder;

/**
 * A process of its own that runs one instance until it is killed. Arguments: brokers, a file with
 * the cut-off, the state directory, threads, and a word that sets this run apart from others.
 */
final class ScaleInstance {

  private static final int COMMIT_MILLISECONDS = 500;
  private static final double REACH_KILOMETRES = 8;

  private ScaleInstance() {}

  public static void main(String[] arguments) throws Exception {
    Gazetteer gazetteer = Gazetteer.load();
    try (StreamTotals _ =
        StreamTotals.start(
            order(arguments[0], read(Path.of(arguments[1])), arguments[4]),
            new SignalGate(
                new SignalClassifier(EvidenceClassifier.shipped()),
                new Locator(gazetteer, new NearestPlaceTerritory(gazetteer), Optional.empty())),
            new StreamTotals.Running(
                Path.of(arguments[2]), Integer.parseInt(arguments[3]), 0, COMMIT_MILLISECONDS))) {
      Thread.currentThread().join();
    }
  }

  /**
   * @param run part of the name, so that every run starts from nothing
   */
  static TotalsOrder order(String brokers, Cutoff cutoff, String run) {
    return new TotalsOrder(
        Map.of("bootstrap.servers", brokers), run, REACH_KILOMETRES, cutoff, ScaleBench.PARTITIONS);
  }

  static void write(Path file, Cutoff cutoff) throws IOException {
    Files.write(
        file,
        cutoff.partitions().stream()
            .map(each ->
                each.topic() + " " + each.partition() + " " + each.id() + " " + each.nextOffset())
            .toList());
  }

  private static Cutoff read(Path file) throws IOException {
    List<Cutoff.PartitionOffset> partitions = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] words = line.split(" ", -1);
      partitions.add(
          new Cutoff.PartitionOffset(
              words[0],
              Integer.parseInt(words[1]),
              Integer.parseInt(words[2]),
              Long.parseLong(words[3])));
    }
    return new Cutoff(partitions);
  }
}
