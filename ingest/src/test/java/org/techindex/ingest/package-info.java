/** The path of a signal against a real broker and a real database. */
@NullMarked
package org.techindex.ingest;

import org.jspecify.annotations.NullMarked;
