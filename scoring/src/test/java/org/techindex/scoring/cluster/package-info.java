/** Tests of the clusterers. */
@NullMarked
package org.techindex.scoring.cluster;

import org.jspecify.annotations.NullMarked;
