package org.techindex.local.bench.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Rates of one run on one machine; only their ratios mean anything elsewhere.
 *
 * @param signals that are timed
 * @param warmUp signals before them in the topic, for both peers
 * @param meanBytes of a record's value
 * @param produced records a second into the broker
 * @param ingest signals a second from consume to commit, through all stages
 * @param databaseStage signals a second of the store stage alone, from prepared rows, one
 *     connection
 * @param sinks the JDBC sink into a table of key and jsonb; empty if it was left out
 * @param copy signals a second of a bare COPY of the same rows into tables without index
 */
public record IngestBenchResult(
    long signals,
    long warmUp,
    long meanBytes,
    double produced,
    Pace ingest,
    double databaseStage,
    Optional<Sinks> sinks,
    double copy) {

  /**
   * The same sink twice.
   *
   * @param tuned with a task for each partition, large batches, inserts of many rows
   * @param asDelivered with what Debezium and Kafka Connect take where nothing is stated
   */
  public record Sinks(Pace tuned, Pace asDelivered) {}

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "signals timed",
            (double) signals,
            "of " + meanBytes + " bytes on average, JSON to jsonb in both peers"));
    lines.add(line("warm-up of both peers", (double) warmUp, "signals before them, not timed"));
    lines.add(line("produced", produced, "/s"));
    lines.add(line("ingest, consume to commit", ingest.steady(), "/s"));
    lines.add(line("  from a cold start", ingest.cold(), "/s"));
    lines.add(line("store stage alone", databaseStage, "/s, one connection"));
    if (sinks.isPresent()) {
      addSink(lines, "JDBC sink, as delivered", sinks.get().asDelivered());
      addSink(lines, "JDBC sink, tuned by us", sinks.get().tuned());
    } else {
      lines.add("JDBC sink                  left out");
    }
    lines.add(against("bare COPY", copy, ingest.steady()));
    lines.add(line("heap of ingest", (double) IngestWorker.HEAP_MEGABYTES, "MB at most"));
    return List.copyOf(lines);
  }

  private void addSink(List<String> lines, String what, Pace sink) {
    lines.add(against(what, sink.steady(), ingest.steady()));
    lines.add(against("  from a cold start", sink.cold(), ingest.cold()));
  }

  private static String against(String what, double rate, double ingest) {
    return line(
        what, rate, String.format(Locale.ROOT, "/s; ingest is %.2f times that", ingest / rate));
  }

  private static String line(String what, double number, String unit) {
    return String.format(Locale.ROOT, "%-26s %,12.0f %s", what, number, unit);
  }
}
