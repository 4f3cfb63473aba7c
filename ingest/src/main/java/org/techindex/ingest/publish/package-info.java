/**
 * For producers: files of rows or documents go in, valid signals go out to Kafka, and every row
 * that is refused comes back with its line, field and reason.
 */
@NullMarked
package org.techindex.ingest.publish;

import org.jspecify.annotations.NullMarked;
