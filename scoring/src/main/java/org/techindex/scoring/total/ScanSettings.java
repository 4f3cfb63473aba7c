package org.techindex.scoring.total;

import java.time.YearMonth;

/**
 * What totals depend on beside the signals.
 *
 * @param earliest the earliest month that will be asked for
 * @param reachKilometres links that reach farther count as influence; 0 or more
 * @param classifier version whose memberships count
 */
public record ScanSettings(YearMonth earliest, double reachKilometres, String classifier) {}
