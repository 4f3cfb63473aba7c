/** Takes received signals; gives valid ones, or refusals with field, rule and value. */
@NullMarked
package org.techindex.ingest.validate;

import org.jspecify.annotations.NullMarked;
