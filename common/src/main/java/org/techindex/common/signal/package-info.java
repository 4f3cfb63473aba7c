/** What producers publish: signals, their identity, their JSON, and the refusals they may meet. */
@NullMarked
package org.techindex.common.signal;

import org.jspecify.annotations.NullMarked;
