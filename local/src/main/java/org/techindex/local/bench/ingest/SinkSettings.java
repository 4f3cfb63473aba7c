package org.techindex.local.bench.ingest;

/**
 * How the JDBC sink is set: what it needs to know is the same, how it works is its maker's choice
 * or ours.
 */
enum SinkSettings {

  /** What is not stated is as Debezium and Kafka Connect deliver it. */
  AS_DELIVERED("sink_as_delivered", "", ""),

  /**
   * As fast as we could make it: a task for each partition, large batches, inserts of many rows.
   */
  TUNED(
      "sink_tuned",
      """
      tasks.max=4
      batch.size=5000
      consumer.override.max.poll.records=5000
      """,
      "&reWriteBatchedInserts=true");

  private final String table;
  private final String properties;
  private final String jdbcOptions;

  SinkSettings(String table, String properties, String jdbcOptions) {
    this.table = table;
    this.properties = properties;
    this.jdbcOptions = jdbcOptions;
  }

  /** The table it writes to, and the name of its connector, whose offsets are its own. */
  String table() {
    return table;
  }

  /** Lines of the connector's properties. */
  String properties() {
    return properties;
  }

  /** What follows the parameters of the JDBC address. */
  String jdbcOptions() {
    return jdbcOptions;
  }
}
