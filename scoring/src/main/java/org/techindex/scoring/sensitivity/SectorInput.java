package org.techindex.scoring.sensitivity;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.techindex.common.method.EventDecay;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.cluster.CellLinks;
import org.techindex.scoring.total.SectorTotals;

/**
 * What a sector's table is made from.
 *
 * @param totals of all sectors, by how events fade
 * @param links between the cells of the sector
 */
public record SectorInput(
    Sector sector,
    Function<Optional<EventDecay>, Map<Sector, SectorTotals>> totals,
    CellLinks links) {}
