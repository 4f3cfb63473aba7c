/** What lies behind each address: in flow checked requests, out flow documents or problems. */
@NullMarked
package org.techindex.api.resource;

import org.jspecify.annotations.NullMarked;
