/** The commands of the command line: each takes options and gives an exit code. */
@NullMarked
package org.techindex.local.command;

import org.jspecify.annotations.NullMarked;
