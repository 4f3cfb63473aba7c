/**
 * Stored signals up to a cut-off go in; exact integer sums by month, cell, sector and kind come
 * out, folded for one month and method into {@link org.techindex.scoring.total.SectorTotals}.
 */
@NullMarked
package org.techindex.scoring.total;

import org.jspecify.annotations.NullMarked;
