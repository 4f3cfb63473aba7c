/**
 * Weighed rows and what single signals add to them go in; how sure each rank and percentage is
 * comes out.
 */
@NullMarked
package org.techindex.scoring.interval;

import org.jspecify.annotations.NullMarked;
