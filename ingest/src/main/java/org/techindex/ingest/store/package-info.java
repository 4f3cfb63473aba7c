/**
 * Takes located signals and refusals of one partition; gives rows and the next offset in one
 * transaction.
 */
@NullMarked
package org.techindex.ingest.store;

import org.jspecify.annotations.NullMarked;
