package org.techindex.local.classifier;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.techindex.common.config.NearestName;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.KeywordModel;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.SectorName;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A sector of a user's own, as its file describes it: YAML with the keys {@code name}, {@code
 * words}, {@code examples}, {@code counterWords} and {@code counterExamples}.
 *
 * @param words phrases that each speak for the sector
 * @param examples texts that belong to it
 * @param counterWords phrases that hold one of the words and say nothing
 * @param counterExamples texts that do not belong to it
 */
public record SectorFile(
    SectorName name,
    List<String> words,
    List<String> examples,
    List<String> counterWords,
    List<String> counterExamples) {

  private static final String NAME = "name";
  private static final String WORDS = "words";
  private static final String EXAMPLES = "examples";
  private static final String COUNTER_WORDS = "counterWords";
  private static final String COUNTER_EXAMPLES = "counterExamples";
  private static final List<String> KEYS =
      List.of(NAME, WORDS, EXAMPLES, COUNTER_WORDS, COUNTER_EXAMPLES);

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  public SectorFile {
    words = List.copyOf(words);
    examples = List.copyOf(examples);
    counterWords = List.copyOf(counterWords);
    counterExamples = List.copyOf(counterExamples);
  }

  /**
   * @throws OperatorException if the file cannot be read or has mistakes: one line for each
   */
  public static SectorFile read(Path path) {
    try {
      return parse(Files.readString(path), path.toString());
    } catch (MalformedInputException e) {
      throw wrong("sector file " + path + " is not UTF-8: save it so", e);
    } catch (IOException e) {
      throw wrong("cannot read the sector file " + path + ": is it there?", e);
    }
  }

  static SectorFile parse(String text, String origin) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw wrong(
          "sector file "
              + origin
              + " is not YAML: "
              + e.getOriginalMessage().lines().findFirst().orElse("")
              + " (line "
              + e.getLocation().getLineNr()
              + ")",
          e);
    }
    Reader reader = new Reader(tree);
    SectorFile file = reader.file();
    if (!reader.mistakes.isEmpty()) {
      String before = "sector file " + origin + ": ";
      throw new OperatorException(
          ExitCode.WRONG_USE, before + String.join("\n" + before, reader.mistakes));
    }
    return file;
  }

  private static OperatorException wrong(String message, Exception cause) {
    return new OperatorException(ExitCode.WRONG_USE, message, cause);
  }

  /** Reads one tree and gathers its mistakes. */
  private static final class Reader {

    private final JsonNode tree;
    private final List<String> mistakes = new ArrayList<>();

    Reader(JsonNode tree) {
      this.tree = tree;
    }

    SectorFile file() {
      if (!tree.isObject()) {
        mistakes.add("must hold keys and values: " + String.join(", ", KEYS));
        return new SectorFile(new SectorName("", ""), List.of(), List.of(), List.of(), List.of());
      }
      for (Map.Entry<String, JsonNode> property : tree.properties()) {
        if (!KEYS.contains(property.getKey())) {
          mistakes.add(
              "unknown key "
                  + property.getKey()
                  + NearestName.hint(property.getKey(), KEYS)
                  + " (there are "
                  + String.join(", ", KEYS)
                  + ")");
        }
      }
      SectorFile file =
          new SectorFile(
              name(),
              phrases(WORDS),
              texts(EXAMPLES),
              phrases(COUNTER_WORDS),
              texts(COUNTER_EXAMPLES));
      if (mistakes.isEmpty() && file.words.isEmpty() && file.examples.isEmpty()) {
        mistakes.add("needs words or examples: what does a text say that belongs to the sector?");
      }
      refuseContradictions(file);
      return file;
    }

    private SectorName name() {
      JsonNode value = tree.path(NAME);
      if (value instanceof MissingNode || value.isNull()) {
        mistakes.add("name is missing");
        return new SectorName("", "");
      }
      SectorName name = SectorName.of(value.asString());
      if (!value.isValueNode() || name.id().isEmpty()) {
        mistakes.add("name must be a text with letters, not " + value);
      } else if (Sector.find(name.title()).isPresent() || Sector.find(name.id()).isPresent()) {
        mistakes.add(
            "name " + name.title() + " is that of a sector of the index: use --sector, or another");
      }
      return name;
    }

    private List<String> texts(String key) {
      JsonNode value = tree.path(key);
      if (value instanceof MissingNode || value.isNull()) {
        return List.of();
      }
      if (!value.isArray()) {
        mistakes.add(key + " must be a list of texts, each on a line that begins with -");
        return List.of();
      }
      List<String> texts = new ArrayList<>();
      int number = 0;
      for (JsonNode one : value) {
        number++;
        if (!one.isValueNode() || one.isNull() || KeywordModel.asRead(one.asString()).isEmpty()) {
          mistakes.add(
              key
                  + ", number "
                  + number
                  + (one.isContainer()
                      ? ", is not a text: put it in quotes"
                      : ", has no letter or digit"));
        } else {
          texts.add(one.asString().strip());
        }
      }
      return texts;
    }

    private List<String> phrases(String key) {
      List<String> phrases = texts(key);
      Set<String> seen = new HashSet<>();
      for (String phrase : phrases) {
        if (!seen.add(KeywordModel.asRead(phrase))) {
          mistakes.add(key + " has \"" + phrase + "\" twice (capitals and plurals are the same)");
        }
      }
      return phrases;
    }

    private void refuseContradictions(SectorFile file) {
      for (String counter : file.counterWords) {
        for (String word : file.words) {
          if (KeywordModel.asRead(word).equals(KeywordModel.asRead(counter))) {
            mistakes.add(
                "\"" + word.toLowerCase(Locale.ROOT) + "\" is in words and in counterWords");
          }
        }
      }
    }
  }
}
