package org.techindex.local.classifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.techindex.common.sector.Sector;

/**
 * Training texts made of the topics and frames in {@code resources/classifier}: every topic alone,
 * and in some frames drawn with a fixed seed. They teach what the sectors mean here, which tags of
 * companies elsewhere do not say, and that the phrases of public notices mean nothing.
 */
final class TopicTexts {

  private static final String PLACE = "{topic}";

  private TopicTexts() {}

  static byte[] topicsFile() {
    return resource("topics.txt");
  }

  static byte[] framesFile() {
    return resource("frames.txt");
  }

  /**
   * @param framesPerTopic how many frames each topic is put into, besides standing alone
   */
  static List<LabelledText> all(int framesPerTopic, long seed) {
    return all(lines(topicsFile()), lines(framesFile()), framesPerTopic, seed);
  }

  static List<LabelledText> all(
      List<String> topicLines, List<String> frames, int framesPerTopic, long seed) {
    Random random = new Random(seed);
    List<LabelledText> texts = new ArrayList<>();
    Set<Sector> sectors = Set.of();
    int topic = 0;
    for (String line : topicLines) {
      if (line.startsWith("[")) {
        sectors = heading(line.substring(1, line.length() - 1));
        continue;
      }
      LabelledText alone = LabelledText.of("", line, sectors, LabelledText.Origin.TOPICS, topic++);
      texts.addAll(framed(alone, frames, framesPerTopic, random));
    }
    return texts;
  }

  /** A topic that is the text of a labelled one, alone and in some of the project's frames. */
  static List<LabelledText> framed(LabelledText topic, int frames, long seed) {
    return framed(topic, lines(framesFile()), frames, new Random(seed));
  }

  /** Each framed text has the topic in its title too, as notices and events do. */
  private static List<LabelledText> framed(
      LabelledText topic, List<String> frames, int count, Random random) {
    List<String> shuffled = new ArrayList<>(frames);
    Collections.shuffle(shuffled, random);
    List<LabelledText> framed = new ArrayList<>();
    framed.add(topic);
    for (String frame : shuffled.subList(0, Math.min(count, shuffled.size()))) {
      framed.add(
          LabelledText.of(
              topic.text(),
              frame.replace(PLACE, topic.text()),
              topic.is(),
              topic.origin(),
              topic.group()));
    }
    return framed;
  }

  private static Set<Sector> heading(String names) {
    Set<Sector> sectors = EnumSet.noneOf(Sector.class);
    if (!names.equals("none")) {
      for (String name : names.split("\\|", -1)) {
        sectors.add(
            Sector.find(name)
                .orElseThrow(() -> new IllegalStateException("topics.txt: no sector " + name)));
      }
    }
    return sectors;
  }

  private static List<String> lines(byte[] file) {
    return new String(file, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  private static byte[] resource(String name) {
    try (InputStream stream = TopicTexts.class.getResourceAsStream("/classifier/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("classifier/" + name + " is missing from the jar");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
