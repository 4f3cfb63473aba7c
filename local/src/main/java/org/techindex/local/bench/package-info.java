/** Comparisons beside peers: generated input goes in, a table of times comes out. */
@NullMarked
package org.techindex.local.bench;

import org.jspecify.annotations.NullMarked;
