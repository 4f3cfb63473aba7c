/**
 * Reads what is published: in flow rows of releases and of the live index, out flows one {@link
 * org.techindex.api.read.Catalogue}, kept in memory and replaced whole when something changed.
 */
@NullMarked
package org.techindex.api.read;

import org.jspecify.annotations.NullMarked;
