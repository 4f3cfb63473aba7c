/** Commands of the release manager and of those who rank: from the command line to scoring. */
@NullMarked
package org.techindex.local.scoring;

import org.jspecify.annotations.NullMarked;
