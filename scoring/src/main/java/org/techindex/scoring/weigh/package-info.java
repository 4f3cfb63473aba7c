/**
 * Shares of factors and the method's weights go in; percentages with their contributions, and
 * ranks, come out.
 */
@NullMarked
package org.techindex.scoring.weigh;

import org.jspecify.annotations.NullMarked;
