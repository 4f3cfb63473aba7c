package org.techindex.ingest.locate;

import java.util.List;
import org.techindex.common.grid.Cell;
import org.techindex.common.place.Region;
import org.techindex.ingest.classify.ClassifiedSignal;

/**
 * A classified signal with its parts.
 *
 * @param parts at least one
 */
public record LocatedSignal(ClassifiedSignal classified, List<Part> parts) {

  public LocatedSignal {
    parts = List.copyOf(parts);
  }

  /**
   * The part of a signal that lies in one place.
   *
   * @param amountMillionths what it weighs before membership: staff for institutions, else the
   *     fraction
   * @param fractionMillionths of the signal; one, or a part of a publication
   */
  public record Part(Cell cell, Region region, long amountMillionths, int fractionMillionths) {}
}
