/**
 * A small published world whose tables can be worked out by hand: in flow rows, out flow documents.
 */
@NullMarked
package org.techindex.api.world;

import org.jspecify.annotations.NullMarked;
