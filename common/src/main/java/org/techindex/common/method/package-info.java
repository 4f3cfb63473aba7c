/** How signals become percentages: factors, their weights, and the method files that hold them. */
@NullMarked
package org.techindex.common.method;

import org.jspecify.annotations.NullMarked;
