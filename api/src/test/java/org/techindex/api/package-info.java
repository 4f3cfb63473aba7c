/** The service as its users meet it: real requests to a running API over a real database. */
@NullMarked
package org.techindex.api;

import org.jspecify.annotations.NullMarked;
