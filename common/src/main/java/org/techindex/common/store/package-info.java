/** The database as every module sees it: migrations, positions, connections. */
@NullMarked
package org.techindex.common.store;

import org.jspecify.annotations.NullMarked;
