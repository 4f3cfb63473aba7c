package org.techindex.ingest.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.techindex.common.config.NearestName;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Finds and reads mapping files: YAML, either the project's own by name or any by its path. */
public final class MappingFile {

  /** The mappings that come with the software. */
  public static final List<String> INCLUDED =
      List.of(
          "waifinder",
          "universities-ref2014",
          "confs-tech",
          "techevents-groups",
          "large-employers");

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private MappingFile() {}

  /**
   * @throws OperatorException if there is no such mapping, or it has mistakes: a line for each
   */
  public static Mapping find(String nameOrPath) {
    if (INCLUDED.contains(nameOrPath)) {
      return parse(included(nameOrPath), nameOrPath);
    }
    Path path = Path.of(nameOrPath);
    if (!Files.isRegularFile(path)) {
      throw new OperatorException(
          ExitCode.WRONG_USE,
          "no mapping '"
              + nameOrPath
              + "'"
              + NearestName.hint(nameOrPath, INCLUDED)
              + " (there are "
              + String.join(", ", INCLUDED)
              + ", or the path of a mapping file)");
    }
    try {
      return parse(Files.readString(path), nameOrPath);
    } catch (IOException e) {
      throw new OperatorException(
          ExitCode.WRONG_USE, "cannot read " + path + ": is it readable, and UTF-8?", e);
    }
  }

  private static String included(String name) {
    String resource = "/mapping/" + name + ".yaml";
    try (InputStream stream = MappingFile.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is missing from the jar");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param origin what messages call it
   * @throws OperatorException if it has mistakes: a line for each
   */
  static Mapping parse(String yaml, String origin) {
    JsonNode tree;
    try {
      tree = YAML.readTree(yaml);
    } catch (JacksonException e) {
      throw new OperatorException(
          ExitCode.WRONG_USE,
          "mapping "
              + origin
              + " is not YAML: "
              + e.getOriginalMessage().lines().findFirst().orElse(""),
          e);
    }
    MappingReader reader = new MappingReader();
    Mapping mapping = reader.read(tree);
    if (!reader.mistakes().isEmpty()) {
      String prefix = "mapping " + origin + ": ";
      throw new OperatorException(
          ExitCode.WRONG_USE, prefix + String.join("\n" + prefix, reader.mistakes()));
    }
    return mapping;
  }
}
