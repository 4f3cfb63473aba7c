/**
 * Rankings go in; whole, immutable releases come out, with all that is needed to make them again:
 * calendar, manifest, checks before publishing, verification, corrections, changes.
 */
@NullMarked
package org.techindex.scoring.release;

import org.jspecify.annotations.NullMarked;
