/**
 * The sample world of the demo: the published tables of 2018 and the gazetteer go in, seeded
 * signals come out. A reconstruction: no business, event, institution or publication in it exists.
 */
@NullMarked
package org.techindex.local.sample;

import org.jspecify.annotations.NullMarked;
