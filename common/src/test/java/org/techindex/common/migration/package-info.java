/** The schema as its migrations leave it: rights of each role, data that were there before. */
@NullMarked
package org.techindex.common.migration;

import org.jspecify.annotations.NullMarked;
