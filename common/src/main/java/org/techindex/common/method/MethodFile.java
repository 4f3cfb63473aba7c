package org.techindex.common.method;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.techindex.common.config.NearestName;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * A method with the document it was read from. The document is complete in itself (a CSV that the
 * file names is written into it), so a release that keeps the document can be made again.
 *
 * @param document YAML; UTF-8 where its bytes count
 */
public record MethodFile(Method method, String document) {

  /** The methods that come with the software, the default first. */
  public static final List<String> INCLUDED =
      List.of("live-1", "uktii-2", "uktii-2-k-means", "hotspots-1");

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .build();

  /**
   * The method of this name, or of the file at this path.
   *
   * @throws OperatorException if there is neither, or if the file has mistakes: one line for each
   */
  public static MethodFile find(String nameOrPath) {
    if (INCLUDED.contains(nameOrPath)) {
      return included(nameOrPath);
    }
    Path path = Path.of(nameOrPath);
    if (!Files.isRegularFile(path)) {
      throw new OperatorException(
          ExitCode.WRONG_USE,
          "no method '"
              + nameOrPath
              + "'"
              + NearestName.hint(nameOrPath, INCLUDED)
              + " (there are "
              + String.join(", ", INCLUDED)
              + ", or the path of a method file)");
    }
    return read(path);
  }

  /** The default method. */
  public static MethodFile byDefault() {
    return included(INCLUDED.getFirst());
  }

  private static MethodFile included(String name) {
    String resource = "/method/" + name + ".yaml";
    try (InputStream stream = MethodFile.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is missing from the jar");
      }
      return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8), name, Path.of(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws OperatorException if the file cannot be read or has mistakes: one line for each
   */
  public static MethodFile read(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    return parse(readText(path), path.toString(), folder == null ? Path.of("") : folder);
  }

  /**
   * Reads a document that is complete in itself, such as the one a release keeps.
   *
   * @param origin what messages call it
   * @throws OperatorException if it has mistakes: one line for each
   */
  public static MethodFile parse(String document, String origin) {
    return parse(document, origin, Path.of(""));
  }

  private static MethodFile parse(String text, String origin, Path folder) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new OperatorException(
          ExitCode.WRONG_USE,
          "method file "
              + origin
              + " is not YAML: "
              + e.getOriginalMessage().lines().findFirst().orElse(""),
          e);
    }
    String document = text;
    if (tree.path("clusterer") instanceof ObjectNode clusterer
        && clusterer.path("centroids").isString()
        && clusterer.path("centroids").stringValue().indexOf('\n') < 0) {
      Path csv = folder.resolve(clusterer.path("centroids").stringValue());
      clusterer.put("centroids", readText(csv));
      document = MAPPER.writeValueAsString(tree);
    }
    MethodReader reader = new MethodReader();
    Method method = reader.read(tree);
    List<String> mistakes = reader.mistakes();
    if (!mistakes.isEmpty()) {
      throw new OperatorException(
          ExitCode.WRONG_USE,
          "method file " + origin + ": " + String.join("\nmethod file " + origin + ": ", mistakes));
    }
    return new MethodFile(method, document);
  }

  private static String readText(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new OperatorException(
          ExitCode.WRONG_USE, "cannot read " + path + ": is it there, and UTF-8?", e);
    }
  }

  /** SHA-256 of the document's bytes, in hexadecimal. */
  public String sha256() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(document.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
