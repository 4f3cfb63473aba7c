/** Worlds of signals whose ranking is known by construction, sent the whole way. */
@NullMarked
package org.techindex.local.world;

import org.jspecify.annotations.NullMarked;
