package org.techindex.local.command;

import java.util.Arrays;
import java.util.List;
import org.techindex.common.config.NearestName;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Sector;

/** Sectors as operators name them on the command line. */
public final class SectorNames {

  private SectorNames() {}

  /**
   * @param written title or id
   * @throws OperatorException if there is no such sector
   */
  public static Sector sector(String written) {
    List<String> ids = Arrays.stream(Sector.values()).map(Sector::id).toList();
    return Sector.find(written)
        .orElseThrow(() ->
            new OperatorException(
                ExitCode.WRONG_USE,
                "there is no sector '"
                    + written
                    + "'"
                    + NearestName.hint(written, ids)
                    + " (there are "
                    + String.join(", ", ids)
                    + ")"));
  }
}
