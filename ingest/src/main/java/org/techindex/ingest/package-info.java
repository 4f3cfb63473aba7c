/** From Kafka records to rows of PostgreSQL, one signal at a time. */
@NullMarked
package org.techindex.ingest;

import org.jspecify.annotations.NullMarked;
