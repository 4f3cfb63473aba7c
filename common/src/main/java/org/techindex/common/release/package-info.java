/** What is published: rankings, their manifest, and the cut-off they were made from. */
@NullMarked
package org.techindex.common.release;

import org.jspecify.annotations.NullMarked;
