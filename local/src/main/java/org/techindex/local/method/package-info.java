/** Stored signals and method files go in; what a ranking owes to its method comes out as text. */
@NullMarked
package org.techindex.local.method;

import org.jspecify.annotations.NullMarked;
