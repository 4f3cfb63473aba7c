package org.techindex.local.bench.faults;

/** What is done to the system in one round. */
enum FaultKind {
  /** kill -9 of an ingest process. */
  KILL_INGEST,
  /** SIGSTOP of an ingest process until others have its partitions: a zombie when it goes on. */
  FREEZE_INGEST,
  /** One more ingest process; a rebalance when it comes and when it goes. */
  MORE_INSTANCES,
  /** Immediate shutdown of the database, which then recovers from its log. */
  STOP_DATABASE,
  /** {@code pg_terminate_backend} of every connection of ingest. */
  TERMINATE_BACKENDS,
  /** No space left for the database. */
  FULL_DISK,
  /** kill -9 of the broker. */
  KILL_BROKER,
  DATABASE_LATENCY,
  DATABASE_SLICER,
  DATABASE_BLACK_HOLE,
  DATABASE_RESET,
  KAFKA_LATENCY,
  KAFKA_BANDWIDTH,
  KAFKA_BLACK_HOLE,
  KAFKA_RESET
}
