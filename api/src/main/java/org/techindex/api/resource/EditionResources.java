package org.techindex.api.resource;

import java.util.Optional;
import org.techindex.api.read.Edition;
import org.techindex.api.read.Edition.ClusterInSector;
import org.techindex.api.render.ClusterPage;
import org.techindex.api.render.ClusterTable;
import org.techindex.api.render.EditionOverview;
import org.techindex.api.render.MapLayers;
import org.techindex.common.release.RankingJson;

/** What an edition consists of: overview, tables, clusters. */
public final class EditionResources {

  byte[] sectors(Request request) {
    return RankingJson.write(EditionOverview.sectors(request.edition()));
  }

  byte[] clusters(Request request) {
    return RankingJson.write(
        ClusterTable.of(
            request.edition(), request.sector(), request.catalogue().history(request.edition())));
  }

  /**
   * The table by the method of the release before.
   *
   * @throws Problem if the method is the same
   */
  byte[] clustersByEarlierMethod(Request request) {
    Edition edition =
        request
            .edition()
            .asByEarlierMethod()
            .orElseThrow(() ->
                new Problem(
                    Problem.Kind.UNKNOWN_ADDRESS,
                    "the method did not change with "
                        + request.edition().id()
                        + ", so there is one table only"));
    return RankingJson.write(
        ClusterTable.of(edition, request.sector(), request.catalogue().history(request.edition())));
  }

  byte[] cluster(Request request) {
    Edition edition = request.edition();
    ClusterInSector found = found(request);
    return RankingJson.write(
        ClusterPage.of(
            request.catalogue(),
            edition,
            found,
            found.isElsewhere()
                ? Optional.empty()
                : MapLayers.outline(found.ranking(), found.cluster())));
  }

  /**
   * The cluster that the path names.
   *
   * @throws Problem if the edition has none of that id
   */
  static ClusterInSector found(Request request) {
    String id = request.variable("cluster");
    return request
        .edition()
        .cluster(id)
        .orElseThrow(() ->
            new Problem(
                Problem.Kind.UNKNOWN_CLUSTER,
                "'"
                    + Query.shortened(id)
                    + "' is no cluster of "
                    + request.edition().id()
                    + ": ids such as ai-and-data.london stand in sectors/{sector}/clusters"));
  }
}
