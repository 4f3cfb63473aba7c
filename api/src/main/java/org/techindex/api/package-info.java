/**
 * Reads what is published and serves it; changes nothing: in flow published rows and requests, out
 * flow answers.
 */
@NullMarked
package org.techindex.api;

import org.jspecify.annotations.NullMarked;
