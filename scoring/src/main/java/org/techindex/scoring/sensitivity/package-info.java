/**
 * Totals and a method go in; how much the ranks owe to each factor, kind, source and parameter of
 * the method comes out.
 */
@NullMarked
package org.techindex.scoring.sensitivity;

import org.jspecify.annotations.NullMarked;
