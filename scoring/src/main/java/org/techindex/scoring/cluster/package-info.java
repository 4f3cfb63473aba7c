/**
 * From the weights of the cells of one sector to the clusters that they form; the rest is
 * Elsewhere. Pure: no clock, no storage, and the same answer for the same cells in any order.
 */
@NullMarked
package org.techindex.scoring.cluster;

import org.jspecify.annotations.NullMarked;
