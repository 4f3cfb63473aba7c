package org.techindex.local.bench.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Rates of one run on one machine; only their ratios mean anything elsewhere.
 *
 * @param signals in the topic
 * @param meanBytes of a record's value
 * @param produced records a second into the broker
 * @param ingest signals a second from consume to commit, through all stages
 * @param databaseStage signals a second of the store stage alone, from prepared rows, one
 *     connection
 * @param sink records a second of the JDBC sink; empty if it was left out
 * @param copy signals a second of a bare COPY of the same rows into tables without index
 */
public record IngestBenchResult(
    long signals,
    long meanBytes,
    double produced,
    double ingest,
    double databaseStage,
    Optional<Double> sink,
    double copy) {

  /** For people. */
  List<String> lines() {
    return List.of(
        line("signals in the topic", (double) signals, "of " + meanBytes + " bytes on average"),
        line("produced", produced, "/s"),
        line("ingest, consume to commit", ingest, "/s"),
        line("store stage alone", databaseStage, "/s, one connection"),
        sink.map(rate -> line("JDBC sink", rate, "/s; ingest is " + times(ingest / rate)))
            .orElse("JDBC sink                  left out"),
        line("bare COPY", copy, "/s; ingest is " + times(ingest / copy)),
        line("heap of ingest", (double) IngestWorker.HEAP_MEGABYTES, "MB at most"));
  }

  private static String line(String what, double number, String unit) {
    return String.format(Locale.ROOT, "%-26s %,12.0f %s", what, number, unit);
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f times that", ratio);
  }
}
