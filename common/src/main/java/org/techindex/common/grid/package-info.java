/** Points and the hexagonal cells that hold them. */
@NullMarked
package org.techindex.common.grid;

import org.jspecify.annotations.NullMarked;
