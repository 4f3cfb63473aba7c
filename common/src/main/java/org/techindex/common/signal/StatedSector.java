package org.techindex.common.signal;

import org.techindex.common.sector.Sector;

/**
 * A sector that the producer names for its own signal.
 *
 * @param sector one of the five
 * @param membershipMillionths how far it belongs: a probability, or the part of an institution's
 *     staff in the sector's fields; 0 to 1,000,000
 */
public record StatedSector(Sector sector, int membershipMillionths) {}
