/**
 * Trains, measures and explains the sector model: labelled texts in; a model file, tables of scores
 * and explanations out.
 */
@NullMarked
package org.techindex.local.classifier;

import org.jspecify.annotations.NullMarked;
