package org.techindex.scoring.sensitivity;

import java.util.ArrayList;
import java.util.List;
import org.techindex.common.method.ClustererSpec.DensityPeaks;
import org.techindex.common.method.Counting;
import org.techindex.common.method.EventDecay;
import org.techindex.common.method.Factor;
import org.techindex.common.method.FactorWeights;
import org.techindex.common.method.Method;

/**
 * A number of a method that might have been chosen otherwise: anything from half to one and a half
 * times its value, evenly.
 */
sealed interface Parameter {

  /** As the report prints it. */
  String title();

  /** A factor's weight; the others are rescaled. */
  record Weight(Factor factor) implements Parameter {
    @Override
    public String title() {
      return "weight of " + factor.word();
    }
  }

  /** How fast events fade. */
  record HalfLife() implements Parameter {
    @Override
    public String title() {
      return "half-life of events";
    }
  }

  /** h of density peaks. */
  record Bandwidth() implements Parameter {
    @Override
    public String title() {
      return "bandwidth h";
    }
  }

  /** tau of density peaks; from its least possible value, 1, where half of it would be less. */
  record Prominence() implements Parameter {
    @Override
    public String title() {
      return "prominence tau";
    }
  }

  /** D of density peaks. */
  record MergeDistance() implements Parameter {
    @Override
    public String title() {
      return "merge distance D";
    }
  }

  /** The parameters that a method has. */
  static List<Parameter> of(Method method) {
    List<Parameter> parameters = new ArrayList<>();
    if (method.counting() instanceof Counting.Factors factors) {
      for (Factor factor : Factor.values()) {
        if (factors.weights().of(factor) > 0) {
          parameters.add(new Weight(factor));
        }
      }
    }
    if (method.events().isPresent()) {
      parameters.add(new HalfLife());
    }
    if (method.clusterer() instanceof DensityPeaks) {
      parameters.addAll(List.of(new Bandwidth(), new Prominence(), new MergeDistance()));
    }
    return parameters;
  }

  /**
   * The method with each parameter changed.
   *
   * @param point one coordinate for each parameter, 0 (half its value) to 1 (one and a half times)
   */
  static Method changed(Method method, List<Parameter> parameters, double[] point) {
    double[] factorScale = {1, 1, 1, 1, 1};
    Method changed = method;
    for (int i = 0; i < point.length; i++) {
      double scale = 0.5 + point[i];
      changed =
          switch (parameters.get(i)) {
            case Weight weight -> {
              factorScale[weight.factor.ordinal()] = scale;
              yield changed;
            }
            case HalfLife _ -> withHalfLife(changed, scale);
            case Bandwidth _ -> withPeaks(changed, scale, 1, 1);
            case Prominence _ -> withPeaks(changed, 1, scale, 1);
            case MergeDistance _ -> withPeaks(changed, 1, 1, scale);
          };
    }
    return changed.counting() instanceof Counting.Factors factors
        ? changed.with(new Counting.Factors(scaled(factors.weights(), factorScale)))
        : changed;
  }

  private static FactorWeights scaled(FactorWeights weights, double[] scale) {
    return FactorWeights.inProportion(
        weights.activity() * scale[0],
        weights.events() * scale[1],
        weights.universities() * scale[2],
        weights.influence() * scale[3],
        weights.specialisms() * scale[4]);
  }

  private static Method withHalfLife(Method method, double scale) {
    return method
        .events()
        .map(events ->
            method.with(new EventDecay(events.halfLifeMonths() * scale, events.windowMonths())))
        .orElse(method);
  }

  private static Method withPeaks(
      Method method, double bandwidth, double prominence, double mergeDistance) {
    return method.clusterer() instanceof DensityPeaks peaks
        ? method.with(
            new DensityPeaks(
                peaks.bandwidthKilometres() * bandwidth,
                Math.max(1, peaks.prominence() * prominence),
                peaks.mergeDistanceKilometres() * mergeDistance,
                peaks.linkStrength(),
                peaks.minimumOrganisations(),
                peaks.minimumShare()))
        : method;
  }
}
