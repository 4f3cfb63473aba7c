package org.techindex.local.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.SectorClassifier;
import org.techindex.common.sector.SectorEvidence;

/**
 * Descriptions of sixty words each, put together from the project's own topics and frames with a
 * fixed seed, and how many of them a classifier takes in a second on one thread.
 */
final class ClassifierBench {

  static final int WORDS = 60;
  private static final long SEED = 60;

  /**
   * What a run measured.
   *
   * @param perSecond descriptions in a second by the clock
   * @param perProcessorSecond descriptions in a second of the thread's own processor time: what one
   *     core would do if nothing else ran on it
   * @param counted how many had a sector, so that no work can be left out
   */
  record Result(String name, double perSecond, double perProcessorSecond, int counted) {}

  private ClassifierBench() {}

  static List<String> descriptions(int howMany) {
    List<String> lines = new ArrayList<>(lines("/classifier/topics.txt"));
    lines.addAll(
        lines("/classifier/frames.txt").stream()
            .map(frame -> frame.replace("{topic}", "this field"))
            .toList());
    Random random = new Random(SEED);
    List<String> descriptions = new ArrayList<>();
    for (int i = 0; i < howMany; i++) {
      List<String> words = new ArrayList<>();
      while (words.size() < WORDS) {
        words.addAll(List.of(lines.get(random.nextInt(lines.size())).split(" ", -1)));
      }
      descriptions.add(String.join(" ", words.subList(0, WORDS)));
    }
    return descriptions;
  }

  /** Classifies all descriptions once cold and so many times more; the fastest run counts. */
  static Result run(String name, SectorClassifier classifier, List<String> descriptions, int runs) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Result best = new Result(name, 0, 0, 0);
    for (int run = 0; run <= runs; run++) {
      long started = System.nanoTime();
      long processor = threads.getCurrentThreadCpuTime();
      int counted = 0;
      for (String description : descriptions) {
        SectorEvidence evidence = SectorEvidence.ofText("", description);
        if (classifier.classify(evidence).millionths(Sector.ALL_SECTORS) > 0) {
          counted++;
        }
      }
      double processorSeconds = (threads.getCurrentThreadCpuTime() - processor) / 1e9;
      double seconds = (System.nanoTime() - started) / 1e9;
      double perProcessorSecond = descriptions.size() / processorSeconds;
      if (perProcessorSecond > best.perProcessorSecond()) {
        best = new Result(name, descriptions.size() / seconds, perProcessorSecond, counted);
      }
    }
    return best;
  }

  private static List<String> lines(String resource) {
    try (InputStream stream =
        Objects.requireNonNull(ClassifierBench.class.getResourceAsStream(resource), resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("["))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
