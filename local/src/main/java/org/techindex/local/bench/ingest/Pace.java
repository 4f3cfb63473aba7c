package org.techindex.local.bench.ingest;

/**
 * Records a second of one peer.
 *
 * @param cold from its first stored record on, over as many as are timed: the Java machine compiles
 *     meanwhile
 * @param steady after the warm-up
 */
public record Pace(double cold, double steady) {}
