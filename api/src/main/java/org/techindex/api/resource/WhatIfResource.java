package org.techindex.api.resource;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.techindex.api.render.WhatIf;
import org.techindex.common.method.Factor;
import org.techindex.common.method.FactorWeights;
import org.techindex.common.release.RankingJson;
import org.techindex.common.sector.Sector;

/** Tables under weights that the asker gives: "activity:50,events:50", in any unit. */
final class WhatIfResource {

  static final Set<String> PARAMETERS = Set.of("weights", "sector");
  private static final String EXAMPLE = "activity:50,events:50";

  /** A weight is compared with others, so no unit needs more. */
  private static final double LARGEST_WEIGHT = 1e6;

  byte[] answer(Request request) {
    FactorWeights weights = weights(request.query().required("weights", EXAMPLE));
    try {
      return RankingJson.write(
          WhatIf.of(
              request.edition(),
              request
                  .sectorParameter()
                  .<Collection<Sector>>map(Set::of)
                  .orElse(request.edition().rankings().keySet()),
              weights));
    } catch (IllegalArgumentException e) {
      throw Query.invalid(e);
    }
  }

  private static FactorWeights weights(String text) {
    Map<Factor, Double> given = new EnumMap<>(Factor.class);
    String[] parts = text.split(",", -1);
    if (parts.length > Factor.values().length) {
      throw Query.invalid("at most one weight for each of the five factors, not " + parts.length);
    }
    for (String part : parts) {
      int colon = part.indexOf(':');
      if (colon < 0) {
        throw Query.invalid(
            "'" + Query.shortened(part) + "' is not a factor and its weight, as in " + EXAMPLE);
      }
      Factor factor = factor(part.substring(0, colon).strip());
      if (given.put(factor, weight(factor, part.substring(colon + 1).strip())) != null) {
        throw Query.invalid("'" + factor.word() + "' has two weights: give it one");
      }
    }
    try {
      return FactorWeights.inProportion(
          given.getOrDefault(Factor.ACTIVITY, 0.0),
          given.getOrDefault(Factor.EVENTS, 0.0),
          given.getOrDefault(Factor.UNIVERSITIES, 0.0),
          given.getOrDefault(Factor.INFLUENCE, 0.0),
          given.getOrDefault(Factor.SPECIALISMS, 0.0));
    } catch (IllegalArgumentException e) {
      throw Query.invalid(e);
    }
  }

  private static Factor factor(String word) {
    try {
      return Factor.named(Query.shortened(word));
    } catch (IllegalArgumentException e) {
      throw Query.invalid(e);
    }
  }

  private static double weight(Factor factor, String text) {
    try {
      double weight = Double.parseDouble(text);
      if (weight >= 0 && weight <= LARGEST_WEIGHT) {
        return weight;
      }
    } catch (NumberFormatException e) {
      // Answered below, as a number out of range is.
    }
    throw Query.invalid(
        "the weight of "
            + factor.word()
            + " is a number from 0 to 1000000, not '"
            + Query.shortened(text)
            + "'");
  }
}
