package org.techindex.scoring.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.Manifest;
import org.techindex.common.release.RankingJson;
import org.techindex.common.release.ReleaseId;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.scoring.release.ReleaseStore.Document;
import org.techindex.scoring.total.TotalsSource;

/**
 * Makes a stored release again from the stored signals and compares bytes. What differs is named:
 * documents changed after publication, signals changed in the database, another gazetteer.
 */
public final class ReleaseVerify {

  private final ReleaseStore store;
  private final ReleaseMaker maker;
  private final Gazetteer gazetteer;

  public ReleaseVerify(DataSource database, Gazetteer gazetteer) {
    this(database, gazetteer, TotalsSource.scan(database));
  }

  /**
   * @param source of the totals that the release is made from again
   */
  public ReleaseVerify(DataSource database, Gazetteer gazetteer, TotalsSource source) {
    this.store = new ReleaseStore(database);
    this.gazetteer = gazetteer;
    this.maker = new ReleaseMaker(database, gazetteer, ReleaseTerms.of("", ""), source);
  }

  /**
   * @return one sentence for each difference; none if the release can be made again byte for byte
   * @throws OperatorException if there is no such release
   */
  public List<String> differences(ReleaseId id) {
    Map<String, Document> stored = new LinkedHashMap<>();
    store.documents(id).forEach(document -> stored.put(document.name(), document));
    Document manifestDocument = stored.get(ReleaseDocuments.MANIFEST);
    if (manifestDocument == null) {
      throw new OperatorException(
          ExitCode.WRONG_USE, "there is no release " + id + ": see techindex release list");
    }
    List<String> differences = new ArrayList<>(changedAfterwards(stored));
    Manifest manifest = RankingJson.read(manifestDocument.content(), Manifest.class);
    if (!manifest.gazetteer().sha256().equals(gazetteer.sha256())) {
      differences.add(
          "the gazetteer of this software is another edition: verify with version "
              + manifest.software().version());
    }
    MadeRelease again = maker.again(manifest);
    for (int i = 0; i < manifest.inputs().size(); i++) {
      if (!manifest.inputs().get(i).equals(again.manifest().inputs().get(i))) {
        differences.add(
            "the stored signals of " + manifest.inputs().get(i).sector() + " have other totals");
      }
    }
    for (ReleaseDocuments.Rendered document : again.documents()) {
      Document there = stored.remove(document.name());
      if (there == null) {
        differences.add(document.name() + " is missing");
      } else if (!Arrays.equals(there.content(), document.content())) {
        differences.add(document.name() + " is not what the stored signals give");
      }
    }
    stored.keySet().forEach(name -> differences.add(name + " does not belong to the release"));
    return differences;
  }

  private static List<String> changedAfterwards(Map<String, Document> stored) {
    List<String> differences = new ArrayList<>();
    for (Document document : stored.values()) {
      if (!HexFormat.of()
          .formatHex(document.sha256())
          .equals(ReleaseDocuments.sha256(document.content()))) {
        differences.add(document.name() + " was changed after it was stored");
      }
    }
    return differences;
  }
}
