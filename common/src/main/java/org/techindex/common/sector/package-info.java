/** The sectors, and how a text and its codes become a membership in each. */
@NullMarked
package org.techindex.common.sector;

import org.jspecify.annotations.NullMarked;
