/** Totals kept by Kafka Streams, held against the scan. */
@NullMarked
package org.techindex.local.streams;

import org.jspecify.annotations.NullMarked;
