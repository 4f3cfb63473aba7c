/** Breaks ingest in every way at random moments: takes rounds, gives an account of every record. */
@NullMarked
package org.techindex.local.bench.faults;

import org.jspecify.annotations.NullMarked;
