/** Measures ingest beside a Kafka Connect JDBC sink and a bare COPY: takes options, gives rates. */
@NullMarked
package org.techindex.local.bench.ingest;

import org.jspecify.annotations.NullMarked;
