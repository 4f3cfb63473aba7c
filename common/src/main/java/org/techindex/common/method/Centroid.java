package org.techindex.common.method;

import java.util.Optional;
import org.techindex.common.grid.LatLon;
import org.techindex.common.sector.Sector;

/**
 * The given centre of a cluster.
 *
 * @param sector the sector whose clusters it belongs to; empty where it serves every sector
 * @param label what the file calls it
 */
public record Centroid(Optional<Sector> sector, String label, LatLon point) {}
