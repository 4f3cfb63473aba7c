package org.techindex.common.sector;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A learned model as two files: {@code NAME.json}, its description, and {@code NAME.weights}, for
 * each bucket with any weight the distance from the one before and five weights, as variable-length
 * integers (seven bits a byte, lowest first, the sign in the lowest bit).
 */
public final class ModelFiles {

  private static final int SECTORS = Sector.CLASSIFIED.size();
  private static final String SHIPPED = "model";
  private static final String KEYWORDS = "keywords.csv";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ModelFiles() {}

  /** The model that the project ships. */
  public static LinearModel shipped() {
    return model(shippedDescription(), bytes(SHIPPED + ".weights"));
  }

  /** Where the model that the project ships comes from. */
  public static ModelDescription shippedDescription() {
    return JSON.readValue(bytes(SHIPPED + ".json"), ModelDescription.class);
  }

  /**
   * Reads {@code NAME.json} and {@code NAME.weights}.
   *
   * @param description the path of the first of the two
   * @throws OperatorException if they are not there or not of one model
   */
  public static LinearModel read(Path description) {
    try {
      return model(
          JSON.readValue(Files.readAllBytes(description), ModelDescription.class),
          Files.readAllBytes(weightsPath(description)));
    } catch (IOException | JacksonException e) {
      throw new OperatorException(
          ExitCode.WRONG_USE,
          "no sector model can be read from " + description + ": train one with `classifier train`",
          e);
    }
  }

  /** Writes both files; the same model always gives the same bytes. */
  public static void write(Path description, ModelDescription model, byte[] weights)
      throws IOException {
    Files.write(weightsPath(description), weights);
    Files.writeString(description, JSON.writeValueAsString(model) + "\n");
  }

  /** The bytes of {@code NAME.weights}. */
  public static byte[] encode(short[] weights) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    int previous = -1;
    for (int bucket = 0; bucket < TextFeatures.BUCKETS; bucket++) {
      int any = 0;
      for (int sector = 0; sector < SECTORS; sector++) {
        any |= weights[bucket * SECTORS + sector];
      }
      if (any == 0) {
        continue;
      }
      writeInteger(bytes, bucket - previous);
      previous = bucket;
      for (int sector = 0; sector < SECTORS; sector++) {
        int weight = weights[bucket * SECTORS + sector];
        writeInteger(bytes, (weight << 1) ^ (weight >> 31));
      }
    }
    return bytes.toByteArray();
  }

  /** SHA-256 of the keyword table that the project ships, in hexadecimal. */
  public static String shippedKeywordsSha256() {
    return sha256(bytes(KEYWORDS));
  }

  /** SHA-256 in hexadecimal. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LinearModel model(ModelDescription description, byte[] weights) {
    if (!sha256(weights).equals(description.weightsSha256())) {
      throw new OperatorException(
          ExitCode.WRONG_USE,
          "the weights of sector model "
              + description.version()
              + " are not those that it was written with: train it again");
    }
    if (!shippedKeywordsSha256().equals(description.keywordsSha256())) {
      throw new OperatorException(
          ExitCode.WRONG_USE,
          "sector model "
              + description.version()
              + " was trained with another keyword table: train it again");
    }
    return new LinearModel(
        description.version(),
        KeywordModel.shipped(),
        decode(weights),
        description.step(),
        description.sectors());
  }

  private static short[] decode(byte[] bytes) {
    short[] weights = new short[TextFeatures.BUCKETS * SECTORS];
    IntegerReader reader = new IntegerReader(bytes);
    int bucket = -1;
    while (reader.position < bytes.length) {
      bucket += reader.next();
      for (int sector = 0; sector < SECTORS; sector++) {
        int folded = reader.next();
        weights[bucket * SECTORS + sector] = (short) ((folded >>> 1) ^ -(folded & 1));
      }
    }
    return weights;
  }

  private static void writeInteger(ByteArrayOutputStream bytes, int value) {
    int rest = value;
    while (rest > 0x7f) {
      bytes.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write(rest);
  }

  private static byte[] bytes(String resource) {
    try (InputStream stream = SectorResource.open(resource)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path weightsPath(Path description) {
    String name = description.getFileName().toString().replaceAll("\\.json$", "");
    return description.resolveSibling(name + ".weights");
  }

  private static final class IntegerReader {
    private final byte[] bytes;
    private int position;

    private IntegerReader(byte[] bytes) {
      this.bytes = bytes;
    }

    private int next() {
      int value = 0;
      for (int shift = 0; ; shift += 7) {
        int one = bytes[position++];
        value |= (one & 0x7f) << shift;
        if (one >= 0) {
          return value;
        }
      }
    }
  }
}
