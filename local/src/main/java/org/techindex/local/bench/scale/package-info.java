/**
 * Measures totals kept by several processes: generated signals on a broker in; signals a second,
 * state and recovery out, and whether the totals are those of the scan.
 */
@NullMarked
package org.techindex.local.bench.scale;

import org.jspecify.annotations.NullMarked;
