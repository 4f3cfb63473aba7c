/** Settings: a file, the environment and the command line go in, checked values come out. */
@NullMarked
package org.techindex.common.config;

import org.jspecify.annotations.NullMarked;
