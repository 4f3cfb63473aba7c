/**
 * The clusters of one ranking and those of the one before go in; which of them are the same, and
 * what became of the others, comes out.
 */
@NullMarked
package org.techindex.scoring.identity;

import org.jspecify.annotations.NullMarked;
