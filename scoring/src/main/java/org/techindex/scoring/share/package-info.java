/**
 * Totals and clusters of a sector go in; the share of each factor in each cluster comes out. With
 * Elsewhere the shares of a factor add up to 1.
 */
@NullMarked
package org.techindex.scoring.share;

import org.jspecify.annotations.NullMarked;
