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
      List<String> shuffled = new ArrayList<>(frames);
      Collections.shuffle(shuffled, random);
      texts.add(LabelledText.of("", line, sectors, LabelledText.Origin.TOPICS, topic));
      for (String frame : shuffled.subList(0, Math.min(framesPerTopic, shuffled.size()))) {
        texts.add(
            LabelledText.of(
                "", frame.replace(PLACE, line), sectors, LabelledText.Origin.TOPICS, topic));
      }
      topic++;
    }
    return texts;
  }

  /** A text alone and in some of the project's frames, drawn with the seed. */
  static List<String> framed(String text, int frames, long seed) {
    List<String> shuffled = new ArrayList<>(lines(framesFile()));
    Collections.shuffle(shuffled, new Random(seed));
    List<String> framed = new ArrayList<>();
    framed.add(text);
    for (String frame : shuffled.subList(0, Math.min(frames, shuffled.size()))) {
      framed.add(frame.replace(PLACE, text));
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
