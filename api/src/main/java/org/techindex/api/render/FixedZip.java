package org.techindex.api.render;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
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
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
        ZipOutputStream out = new ZipOutputStream(fixed)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        ZipEntry same = new ZipEntry(entry.getName());
        same.setTimeLocal(EPOCH);
        out.putNextEntry(same);
        out.write(entry.getName().equals(PROPERTIES) ? withTime(content, publishedAt) : content);
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fixed.toByteArray();
  }

  private static byte[] withTime(byte[] properties, Instant publishedAt) {
    return new String(properties, StandardCharsets.UTF_8)
        .replaceAll(
            "\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z",
            publishedAt.truncatedTo(ChronoUnit.SECONDS).toString())
        .getBytes(StandardCharsets.UTF_8);
  }
}
