/**
 * The same totals by many processes: signals on Kafka go in; rows of sums in a compacted topic come
 * out, which one process reads back as {@link org.techindex.scoring.total.Totals}.
 */
@NullMarked
package org.techindex.local.streams;

import org.jspecify.annotations.NullMarked;
