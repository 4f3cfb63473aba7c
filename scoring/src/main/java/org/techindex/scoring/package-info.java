/** From stored signals to a published ranking. */
@NullMarked
package org.techindex.scoring;

import org.jspecify.annotations.NullMarked;
