package org.techindex.scoring.sensitivity;

/**
 * How far the ranks of one table lie from those of another.
 *
 * @param mean mean absolute change of rank over the clusters of the first
 * @param largest largest absolute change
 * @param changed clusters whose rank changes
 * @param clusters of the first
 */
public record RankChange(double mean, int largest, int changed, int clusters) {}
