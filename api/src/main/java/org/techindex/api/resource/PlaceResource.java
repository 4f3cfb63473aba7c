package org.techindex.api.resource;

import java.util.Set;
import org.techindex.api.read.Late;
import org.techindex.api.render.PlaceAnswers;
import org.techindex.common.place.PlaceSearch;
import org.techindex.common.release.RankingJson;

/** Finds a place and says where it belongs. */
final class PlaceResource {

  static final Set<String> PARAMETERS = Set.of("q", "limit");
  private static final int MOST = 20;
  private static final int USUAL = 8;

  private final Late<PlaceSearch> search;

  PlaceResource(Late<PlaceSearch> search) {
    this.search = search;
  }

  byte[] answer(Request request) {
    String query = request.query().required("q", "barnsley");
    int most = request.query().number("limit", 1, MOST, USUAL);
    return RankingJson.write(
        PlaceAnswers.of(request.edition(), query, search.get().suggest(query, most)));
  }
}
