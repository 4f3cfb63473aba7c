/** Names of clusters: takes cells with their cluster and the gazetteer, gives towns and regions. */
@NullMarked
package org.techindex.scoring.name;

import org.jspecify.annotations.NullMarked;
