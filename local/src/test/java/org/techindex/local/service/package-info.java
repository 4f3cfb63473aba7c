/** Servers that ask who comes, and the users that are made there. */
@NullMarked
package org.techindex.local.service;

import org.jspecify.annotations.NullMarked;
