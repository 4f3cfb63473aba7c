/** The database as every module sees it: migrations, positions, rows to be copied in. */
@NullMarked
package org.techindex.common.store;

import org.jspecify.annotations.NullMarked;
