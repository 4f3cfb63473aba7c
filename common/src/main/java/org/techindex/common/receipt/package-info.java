/** What became of records: takes an identity or ranges of records, gives receipts. */
@NullMarked
package org.techindex.common.receipt;

import org.jspecify.annotations.NullMarked;
