/** The images as they are shipped: the sources go in, a system of containers comes out. */
@NullMarked
package org.techindex.images;

import org.jspecify.annotations.NullMarked;
