/** Quantities with their unit: weights as exact integers, shares and percentages. */
@NullMarked
package org.techindex.common.measure;

import org.jspecify.annotations.NullMarked;
