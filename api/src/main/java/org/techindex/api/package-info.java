/** From published documents to answers over HTTP. */
@NullMarked
package org.techindex.api;

import org.jspecify.annotations.NullMarked;
