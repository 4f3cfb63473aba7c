package org.techindex.common.sector;

/**
 * A word or phrase of a text, and what it added to the score of one sector.
 *
 * @param words as the classifier reads them: lower case, plurals taken off
 * @param weight in the units of the model's score, a logarithm of odds; negative where the words
 *     speak against the sector
 */
public record DecidingWords(Sector sector, String words, double weight) {}
