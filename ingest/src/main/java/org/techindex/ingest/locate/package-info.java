/** Takes classified signals; gives the cell, region and amount of each part, or a refusal. */
@NullMarked
package org.techindex.ingest.locate;

import org.jspecify.annotations.NullMarked;
