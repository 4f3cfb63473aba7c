/**
 * Where things are: takes points, postcodes and place names, gives places, cells and the twelve
 * regions, and refuses what is ambiguous or outside the country.
 */
@NullMarked
package org.techindex.common.place;

import org.jspecify.annotations.NullMarked;
