/** Takes Kafka records; gives received signals, or refusals of what is no signal at all. */
@NullMarked
package org.techindex.ingest.receive;

import org.jspecify.annotations.NullMarked;
