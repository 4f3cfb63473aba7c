package org.techindex.ingest.publish;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/**
 * A file of signals: CSV with a header ({@code .csv}), or a JSON document on each line ({@code
 * .jsonl}, {@code .ndjson}). Text is UTF-8, with or without a byte order mark.
 */
final class SignalFile {

  private static final CSVFormat CSV =
      CSVFormat.DEFAULT
          .builder()
          .setIgnoreEmptyLines(true)
          .setTrailingData(true)
          .setLenientEof(true)
          .get();
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';

  private final Path path;

  /**
   * @throws OperatorException if there is no such file
   */
  SignalFile(Path path) {
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new OperatorException(
          ExitCode.WRONG_USE, "cannot read " + path + ": name a file that is there and readable");
    }
    this.path = path;
  }

  boolean isJsonLines() {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jsonl") || name.endsWith(".ndjson");
  }

  /** Line feeds in the file, for the progress bar. */
  long countLines() {
    byte[] buffer = new byte[1 << 16];
    long lines = 0;
    try (InputStream in = Files.newInputStream(path)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
    } catch (IOException e) {
      throw cannotRead(e);
    }
    return lines;
  }

  /**
   * The columns of a CSV.
   *
   * @throws OperatorException if there is no header
   */
  List<String> header() {
    try (CSVParser parser = CSV.parse(reader())) {
      return header(parser.iterator());
    } catch (IOException e) {
      throw cannotRead(e);
    }
  }

  /** Gives every entry in the order of the file. */
  void forEach(Consumer<Entry> consumer) {
    try {
      if (isJsonLines()) {
        forEachDocument(consumer);
      } else {
        forEachRow(consumer);
      }
    } catch (IOException | UncheckedIOException e) {
      throw cannotRead(e);
    }
  }

  private void forEachRow(Consumer<Entry> consumer) throws IOException {
    try (CSVParser parser = CSV.parse(reader())) {
      Iterator<CSVRecord> rows = parser.iterator();
      List<String> header = header(rows);
      long line = parser.getCurrentLineNumber() + 1;
      while (rows.hasNext()) {
        CSVRecord row = rows.next();
        consumer.accept(entry(line, header, row));
        line = parser.getCurrentLineNumber() + 1;
      }
    }
  }

  private List<String> header(Iterator<CSVRecord> rows) {
    if (!rows.hasNext()) {
      throw new OperatorException(
          ExitCode.WRONG_USE, path + " is empty: a CSV has a header and rows");
    }
    return rows.next().stream().map(String::strip).toList();
  }

  private static Entry entry(long line, List<String> header, CSVRecord row) {
    if (row.size() != header.size()) {
      return new Entry.Unreadable(
          line,
          "row",
          "has as many cells as the header",
          row.size() + " cells for " + header.size() + " columns");
    }
    Map<String, String> cells = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String cell = row.get(i);
      if (cell.indexOf(REPLACEMENT) >= 0) {
        return new Entry.Unreadable(line, header.get(i), "is valid UTF-8", cell);
      }
      cells.put(header.get(i), cell);
    }
    return new Entry.Row(line, cells);
  }

  /** Splits bytes at line feeds, so that broken UTF-8 stays in its own line. */
  private void forEachDocument(Consumer<Entry> consumer) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      long line = 1;
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          acceptDocument(line, bytes.toByteArray(), consumer);
          bytes.reset();
          line++;
        } else {
          bytes.write(next);
        }
      }
      acceptDocument(line, bytes.toByteArray(), consumer);
    }
  }

  private static void acceptDocument(long line, byte[] bytes, Consumer<Entry> consumer) {
    byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    boolean marked =
        line == 1
            && bytes.length >= mark.length
            && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    byte[] document = marked ? Arrays.copyOfRange(bytes, mark.length, bytes.length) : bytes;
    if (!new String(document, StandardCharsets.ISO_8859_1).isBlank()) {
      consumer.accept(new Entry.Document(line, document));
    }
  }

  /** Bytes that are not UTF-8 read as U+FFFD, by which the row is refused and the rest goes on. */
  private BufferedReader reader() throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8), 1 << 16);
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  private OperatorException cannotRead(Exception cause) {
    return new OperatorException(
        ExitCode.WRONG_USE, "cannot read " + path + ": " + cause.getMessage(), cause);
  }
}
