/** Every part in one process, and the command line. */
@NullMarked
package org.techindex.local;

import org.jspecify.annotations.NullMarked;
