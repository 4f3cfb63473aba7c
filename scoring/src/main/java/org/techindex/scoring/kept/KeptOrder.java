package org.techindex.scoring.kept;

import java.util.UUID;
import org.techindex.common.release.Cutoff;

/**
 * Totals that are kept.
 *
 * @param topic that the rows are read from
 * @param topicId of the broker: a topic that was deleted and made again has another
 * @param classifier version whose memberships count
 * @param reachKilometres links that reach farther count as influence
 * @param cutoff the records that count
 */
public record KeptOrder(
    String topic, UUID topicId, String classifier, double reachKilometres, Cutoff cutoff) {}
