/**
 * How signals become percentages: a method file goes in, checked settings of every scoring stage
 * come out.
 */
@NullMarked
package org.techindex.common.method;

import org.jspecify.annotations.NullMarked;
