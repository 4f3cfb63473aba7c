/** What became of signals: takes sources, ids and ranges of records, gives tables for producers. */
@NullMarked
package org.techindex.local.signals;

import org.jspecify.annotations.NullMarked;
