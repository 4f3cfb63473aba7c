/** How a run talks: progress, mistakes of the operator, counts of what was refused. */
@NullMarked
package org.techindex.common.run;

import org.jspecify.annotations.NullMarked;
