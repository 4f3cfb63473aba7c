package org.techindex.api.render;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes a workbook say when its edition was published instead of when its bytes were made, so that
 * the same edition always gives the same bytes.
 */
final class FixedZip {

  private static final String PROPERTIES = "docProps/core.xml";

  /** The first time that a ZIP entry can have. */
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private FixedZip() {}

  static byte[] withoutTimes(byte[] zip, Instant publishedAt) {
    ByteArrayOutputStream fixed = new ByteArrayOutputStream(zip.length);
    try {
      Path file = Files.createTempFile("workbook", ".xlsx");
      try {
        Files.write(file, zip);
        copy(file, fixed, publishedAt);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fixed.toByteArray();
  }

  /** Reads by the directory at the end of the file: entries as they are written have no sizes. */
  private static void copy(Path file, ByteArrayOutputStream target, Instant publishedAt)
      throws IOException {
    try (ZipFile in = new ZipFile(file.toFile());
        ZipOutputStream out = new ZipOutputStream(target)) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        byte[] content = in.getInputStream(entry).readAllBytes();
        ZipEntry same = new ZipEntry(entry.getName());
        same.setTimeLocal(EPOCH);
        out.putNextEntry(same);
        out.write(entry.getName().equals(PROPERTIES) ? withTime(content, publishedAt) : content);
        out.closeEntry();
      }
    }
  }

  private static byte[] withTime(byte[] properties, Instant publishedAt) {
    return new String(properties, StandardCharsets.UTF_8)
        .replaceAll(
            "\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z",
            publishedAt.truncatedTo(ChronoUnit.SECONDS).toString())
        .getBytes(StandardCharsets.UTF_8);
  }
}
