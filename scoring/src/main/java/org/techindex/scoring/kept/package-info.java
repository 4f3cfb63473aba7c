/**
 * Totals that another engine keeps, in the database: whoever keeps them writes, a release reads.
 */
@NullMarked
package org.techindex.scoring.kept;

import org.jspecify.annotations.NullMarked;
