/**
 * Committed batches go in; the live index, never more than moments behind what is stored, comes
 * out.
 */
@NullMarked
package org.techindex.scoring.live;

import org.jspecify.annotations.NullMarked;
