/** A real PostgreSQL and a real Kafka broker for the tests of all modules, one of each per JVM. */
@NullMarked
package org.techindex.common.testing;

import org.jspecify.annotations.NullMarked;
