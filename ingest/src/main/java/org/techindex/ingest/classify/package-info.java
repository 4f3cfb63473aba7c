/** Takes valid signals; gives their membership in each sector. */
@NullMarked
package org.techindex.ingest.classify;

import org.jspecify.annotations.NullMarked;
