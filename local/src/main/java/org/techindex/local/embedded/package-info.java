/** The broker and the database inside the process: a data directory goes in, addresses come out. */
@NullMarked
package org.techindex.local.embedded;

import org.jspecify.annotations.NullMarked;
