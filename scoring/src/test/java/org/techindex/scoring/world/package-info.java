/** Small countries for tests: cells drawn as text, with answers that can be derived by hand. */
@NullMarked
package org.techindex.scoring.world;

import org.jspecify.annotations.NullMarked;
