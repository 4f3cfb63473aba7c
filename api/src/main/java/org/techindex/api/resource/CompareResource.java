package org.techindex.api.resource;

import java.util.Set;
import org.techindex.api.render.Comparison;
import org.techindex.common.release.RankingJson;

/** What moved between two editions. */
final class CompareResource {

  static final Set<String> PARAMETERS = Set.of("with");

  byte[] answer(Request request) {
    return RankingJson.write(
        Comparison.of(
            request.edition(),
            EditionAddress.named(
                request.catalogue(), request.query().required("with", "2026-10"))));
  }
}
