package org.techindex.scoring.sensitivity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.techindex.common.method.Counting;
import org.techindex.common.method.Factor;
import org.techindex.common.method.FactorWeights;
import org.techindex.common.method.Method;
import org.techindex.common.signal.SignalKind;
import org.techindex.scoring.interval.RandomStream;
import org.techindex.scoring.sensitivity.SensitivityReport.LeftOut;
import org.techindex.scoring.sensitivity.SensitivityReport.TotalEffect;
import org.techindex.scoring.total.KindTotals;
import org.techindex.scoring.total.SectorTotals;

/**
 * Scores a sector again without one thing at a time, and under many variants of the method at once.
 * Every comparison is with the ranks of the method itself.
 */
public final class Sensitivity {

  private final Method method;
  private final SectorInput input;
  private final TableScoring scoring;
  private final RankedTable base;

  public Sensitivity(Method method, SectorInput input) {
    this.method = method;
    this.input = input;
    this.scoring = new TableScoring(input, UnaryOperator.identity());
    this.base = scoring.table(method);
  }

  /**
   * @param withoutSource the same input with one source left out, by the name of the source
   * @param draws of the total effects, 2 or more
   */
  public SensitivityReport report(
      Map<String, SectorInput> withoutSource, int draws, String seedText) {
    List<LeftOut> leftOut = new ArrayList<>();
    leftOut.addAll(withoutFactors());
    leftOut.addAll(withoutKinds());
    withoutSource.forEach((source, rest) ->
        leftOut.add(
            new LeftOut(
                "source " + source,
                base.changeTo(new TableScoring(rest, UnaryOperator.identity()).table(method)))));
    return new SensitivityReport(leftOut, totalEffects(draws, seedText), draws);
  }

  private List<LeftOut> withoutFactors() {
    List<LeftOut> leftOut = new ArrayList<>();
    if (method.counting() instanceof Counting.Factors factors) {
      for (Factor factor : Factor.values()) {
        double weight = factors.weights().of(factor);
        if (weight > 0 && weight < 1) {
          Method without = method.with(new Counting.Factors(without(factors.weights(), factor)));
          leftOut.add(
              new LeftOut("factor " + factor.word(), base.changeTo(scoring.table(without))));
        }
      }
    }
    return leftOut;
  }

  private static FactorWeights without(FactorWeights weights, Factor left) {
    double[] rest = new double[Factor.values().length];
    for (Factor factor : Factor.values()) {
      rest[factor.ordinal()] = factor == left ? 0 : weights.of(factor);
    }
    return FactorWeights.inProportion(rest[0], rest[1], rest[2], rest[3], rest[4]);
  }

  /**
   * The influence of a kind's signals stays where there are signals of other kinds: it is not kept
   * by kind.
   */
  private List<LeftOut> withoutKinds() {
    List<LeftOut> leftOut = new ArrayList<>();
    for (SignalKind kind : SignalKind.values()) {
      TableScoring without = new TableScoring(input, totals -> without(totals, kind));
      leftOut.add(new LeftOut("kind " + kind.word(), base.changeTo(without.table(method))));
    }
    return leftOut;
  }

  private static SectorTotals without(SectorTotals totals, SignalKind left) {
    KindTotals leftOut = totals.kind(left);
    int[] kept =
        IntStream.range(0, totals.size())
            .filter(cell -> totals.signals(cell) > leftOut.signals(cell))
            .toArray();
    Map<SignalKind, KindTotals> kinds = new EnumMap<>(SignalKind.class);
    for (SignalKind kind : SignalKind.values()) {
      if (kind != left) {
        KindTotals of = totals.kind(kind);
        kinds.put(
            kind,
            new KindTotals(
                pick(kept, of::weight),
                pick(kept, of::squaredWeight),
                pick(kept, of::heads),
                pick(kept, of::squaredHeads),
                pick(kept, of::signals)));
      }
    }
    boolean organisation = left == SignalKind.BUSINESS || left == SignalKind.INSTITUTION;
    return new SectorTotals(
        totals.sector(),
        totals.asOf(),
        pick(kept, totals::cell),
        kinds,
        pick(kept, totals::influence),
        pick(kept, totals::squaredInfluence),
        pick(
            kept, cell -> totals.organisations(cell) - (organisation ? leftOut.signals(cell) : 0)));
  }

  private static long[] pick(int[] kept, IntToLongFunction amountOfCell) {
    return Arrays.stream(kept).mapToLong(amountOfCell).toArray();
  }

  private List<TotalEffect> totalEffects(int draws, String seedText) {
    List<Parameter> parameters = Parameter.of(method);
    if (parameters.isEmpty()) {
      return List.of();
    }
    double[] indices =
        new TotalEffects(parameters.size(), draws)
            .indices(
                point ->
                    base.changeTo(scoring.table(Parameter.changed(method, parameters, point)))
                        .mean(),
                RandomStream.of(seedText + "/sensitivity"));
    List<TotalEffect> effects = new ArrayList<>();
    for (int i = 0; i < indices.length; i++) {
      effects.add(new TotalEffect(parameters.get(i).title(), indices[i]));
    }
    return effects;
  }
}
