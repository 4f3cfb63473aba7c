package org.techindex.ingest.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.techindex.common.config.NearestName;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.run.Progress;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.signal.SignalRow;

/**
 * Publishes files: read, map, validate, send, report. The version of every signal is the time at
 * which its file was last changed, so that the same file again is a duplicate and an edited one a
 * correction.
 */
public final class PublishRun {

  private final PublishOrder order;
  private final Progress.Display display;

  public PublishRun(PublishOrder order, Progress.Display display) {
    this.order = order;
    this.display = display;
  }

  /**
   * What to publish, and how.
   *
   * @param kind empty where the mapping tells it
   * @param source empty where the mapping names it
   * @param time empty: when each file was last changed
   */
  public record PublishOrder(
      List<Path> files,
      Optional<SignalKind> kind,
      Optional<String> source,
      Optional<Mapping> mapping,
      Optional<OffsetDateTime> time) {

    public PublishOrder {
      files = List.copyOf(files);
    }
  }

  /**
   * Validates everything and sends nothing.
   *
   * @throws OperatorException if the order cannot be carried out
   */
  public PublishReport dryRun() {
    return run(SignalSink.nowhere(), true);
  }

  /**
   * Sends what is valid.
   *
   * @param kafka properties of a Kafka client
   * @throws OperatorException if the order cannot be carried out or Kafka does not take the signals
   */
  public PublishReport publish(Map<String, String> kafka) {
    return run(new KafkaSink(kafka), false);
  }

  private PublishReport run(SignalSink sink, boolean dryRun) {
    PublishReport report = new PublishReport(dryRun);
    try (sink) {
      for (Path path : order.files) {
        publishFile(path, sink, report);
      }
    }
    report.written(sink.written());
    return report;
  }

  private void publishFile(Path path, SignalSink sink, PublishReport report) {
    SignalFile file = new SignalFile(path);
    Preparation preparation =
        new Preparation(
            order.kind, source(), order.mapping, order.time.orElseGet(() -> changed(path)));
    String name = String.valueOf(path.getFileName());
    try (Progress progress = new Progress(display, name, "lines", file.countLines())) {
      file.forEach(entry -> {
        Prepared prepared = preparation.prepare(entry);
        report.add(name, prepared);
        if (prepared instanceof Prepared.Ready ready) {
          sink.send(ready.envelope(), ready.document());
        }
        progress.reached(entry.line());
      });
    }
  }

  /**
   * Checks the order and the headers of all files, before anything is sent.
   *
   * @throws OperatorException if kind or source are told by nobody or contradict the mapping, or if
   *     a file is missing or has other columns
   */
  public void check() {
    if (order.kind.isEmpty() && order.mapping.isEmpty()) {
      throw wrongUse("say what the rows are: --kind business, event, institution or publication");
    }
    source();
    if (order.mapping.isPresent() && order.kind.isPresent()) {
      Set<SignalKind> possible = order.mapping.get().possibleKinds();
      if (!possible.contains(order.kind.get())) {
        throw wrongUse(
            "the mapping makes "
                + String.join(" or ", possible.stream().map(SignalKind::word).toList())
                + " signals, not "
                + order.kind.get().word()
                + ": leave --kind out or choose another mapping");
      }
    }
    for (Path path : order.files) {
      checkColumns(new SignalFile(path), path);
    }
  }

  private String source() {
    return order
        .source
        .or(() -> order.mapping.flatMap(Mapping::source))
        .orElseThrow(() -> wrongUse("say who publishes: --source NAME"));
  }

  private void checkColumns(SignalFile file, Path path) {
    if (file.isJsonLines()) {
      if (order.mapping.isPresent() || order.kind.isEmpty()) {
        throw wrongUse(path + " holds documents: give --kind and no --mapping");
      }
      return;
    }
    List<String> header = file.header();
    List<String> mistakes = new ArrayList<>();
    if (order.mapping.isPresent()) {
      Set<String> missing = new TreeSet<>(order.mapping.get().columnsRead());
      header.forEach(missing::remove);
      missing.forEach(column ->
          mistakes.add(path + " has no column " + column + NearestName.hint(column, header)));
    } else {
      List<String> known = SignalRow.columns(order.kind.orElseThrow());
      for (String column : header) {
        if (!known.contains(column)) {
          mistakes.add(
              path
                  + " has column '"
                  + column
                  + "', which no signal of this kind has"
                  + SignalRow.meantColumn(order.kind.get(), column)
                      .or(() -> NearestName.of(column, known))
                      .map(meant -> ": did you mean " + meant + "?")
                      .orElse("; a mapping file can rename columns"));
        }
      }
    }
    if (new TreeSet<>(header).size() < header.size()) {
      mistakes.add(path + " names a column twice in its header");
    }
    if (!mistakes.isEmpty()) {
      throw wrongUse(String.join("\n", mistakes));
    }
  }

  private static OffsetDateTime changed(Path path) {
    try {
      return Files.getLastModifiedTime(path).toInstant().atOffset(ZoneOffset.UTC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OperatorException wrongUse(String message) {
    return new OperatorException(ExitCode.WRONG_USE, message);
  }
}
