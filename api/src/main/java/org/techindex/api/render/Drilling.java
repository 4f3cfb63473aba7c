package org.techindex.api.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.techindex.api.read.Edition.ClusterInSector;
import org.techindex.api.read.SignalPart;
import org.techindex.common.measure.Weight;
import org.techindex.common.method.Counting;
import org.techindex.common.method.EventDecay;
import org.techindex.common.method.Factor;
import org.techindex.common.method.Method;
import org.techindex.common.release.SectorRanking.FactorShare;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;

/**
 * Follows a percentage from its factors down to kinds, sources and signals. The published
 * contribution of a factor is shared out in proportion to what the stored signals weigh in it, so
 * that every level adds up to the one above, to the last decimal.
 */
public final class Drilling {

  static final String OTHER_SOURCES = "other sources";

  private final ClusterInSector row;
  private final Sector sector;
  private final Method method;
  private final int asOf;
  private final List<SignalPart> parts;
  private final Map<SignalKind, Long> nationalWeights;

  /**
   * @param asOf the last month that counts, in months since January 1970
   * @param parts what counts in the row
   * @param nationalWeights of publications and institutions
   */
  public Drilling(
      ClusterInSector row,
      Method method,
      int asOf,
      List<SignalPart> parts,
      Map<SignalKind, Long> nationalWeights) {
    this.row = row;
    this.sector = row.sector();
    this.method = method;
    this.asOf = asOf;
    this.parts = parts;
    this.nationalWeights = nationalWeights;
  }

  /** A factor and what it adds, in units of the last decimal. */
  public record DrilledFactor(String factor, long units, List<DrilledKind> kinds) {}

  public record DrilledKind(
      SignalKind kind, long units, int signals, List<DrilledSource> sources) {}

  /**
   * @param signals of the source, the largest first
   * @param told whether they may be listed one by one
   */
  public record DrilledSource(
      String source, long units, List<DrilledSignal> signals, boolean told) {}

  public record DrilledSignal(SignalPart part, long units) {}

  /** The percentage of the row in units of the last decimal: what the factors add up to. */
  public long percentageUnits() {
    return Breakdown.units(row.cluster().percentage());
  }

  /** The factors in force, in table order. */
  public List<DrilledFactor> factors() {
    List<FactorShare> shares = row.cluster().shares();
    long[] units =
        Apportionment.of(
            percentageUnits(), shares.stream().map(FactorShare::contribution).toList());
    List<DrilledFactor> drilled = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      Factor factor = Factor.named(shares.get(i).factor());
      drilled.add(new DrilledFactor(factor.word(), units[i], kinds(factor, units[i])));
    }
    return drilled;
  }

  private List<DrilledKind> kinds(Factor factor, long units) {
    Map<SignalKind, List<SignalPart>> byKind = new EnumMap<>(SignalKind.class);
    for (SignalPart part : parts) {
      if (weight(factor, part) > 0) {
        byKind.computeIfAbsent(part.kind(), _ -> new ArrayList<>()).add(part);
      }
    }
    List<SignalKind> kinds = List.copyOf(byKind.keySet());
    long[] ofKinds =
        Apportionment.of(
            units,
            kinds.stream()
                .map(
                    kind -> scale(factor, kind) * sum(factor, byKind.getOrDefault(kind, List.of())))
                .toList());
    List<DrilledKind> drilled = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      List<SignalPart> ofKind = byKind.getOrDefault(kinds.get(i), List.of());
      drilled.add(
          new DrilledKind(
              kinds.get(i), ofKinds[i], ofKind.size(), sources(factor, ofKinds[i], ofKind)));
    }
    return drilled;
  }

  private List<DrilledSource> sources(Factor factor, long units, List<SignalPart> ofKind) {
    Map<String, List<SignalPart>> bySource = group(ofKind);
    List<String> sources = List.copyOf(bySource.keySet());
    long[] ofSources =
        Apportionment.of(
            units,
            sources.stream()
                .map(source -> (double) sum(factor, bySource.getOrDefault(source, List.of())))
                .toList());
    List<DrilledSource> drilled = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      List<SignalPart> ofSource = bySource.getOrDefault(sources.get(i), List.of());
      drilled.add(
          new DrilledSource(
              sources.get(i),
              ofSources[i],
              signals(factor, ofSources[i], ofSource),
              told(ofSource)));
    }
    return drilled;
  }

  /**
   * By source; those with fewer than ten organisations together, so that none tells their number.
   */
  private static Map<String, List<SignalPart>> group(List<SignalPart> ofKind) {
    Map<String, List<SignalPart>> bySource = new TreeMap<>();
    ofKind.forEach(
        part -> bySource.computeIfAbsent(part.source(), _ -> new ArrayList<>()).add(part));
    if (ofKind.stream().noneMatch(SignalPart::isOrganisation)) {
      return bySource;
    }
    List<SignalPart> others = new ArrayList<>();
    Map<String, List<SignalPart>> grouped = new LinkedHashMap<>();
    bySource.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> entry.getValue().size()))
        .forEach(entry -> {
          boolean few = entry.getValue().size() < Disclosure.LEAST_COUNT;
          boolean stillFew = !others.isEmpty() && others.size() < Disclosure.LEAST_COUNT;
          if (few || stillFew) {
            others.addAll(entry.getValue());
          } else {
            grouped.put(entry.getKey(), entry.getValue());
          }
        });
    if (!others.isEmpty()) {
      grouped.put(OTHER_SOURCES, others);
    }
    return grouped;
  }

  private static boolean told(List<SignalPart> signals) {
    return signals.size() >= Disclosure.LEAST_COUNT
        || signals.stream().noneMatch(SignalPart::isOrganisation);
  }

  private List<DrilledSignal> signals(Factor factor, long units, List<SignalPart> ofSource) {
    List<SignalPart> sorted =
        ofSource.stream()
            .sorted(
                Comparator.comparingLong((SignalPart part) -> -weight(factor, part))
                    .thenComparingLong(SignalPart::position)
                    .thenComparingLong(SignalPart::cell))
            .toList();
    long[] ofSignals =
        Apportionment.of(
            units, sorted.stream().map(part -> (double) weight(factor, part)).toList());
    List<DrilledSignal> drilled = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      drilled.add(new DrilledSignal(sorted.get(i), ofSignals[i]));
    }
    return drilled;
  }

  private long sum(Factor factor, List<SignalPart> some) {
    return some.stream().mapToLong(part -> weight(factor, part)).sum();
  }

  /** What a signal weighs in a factor, in millionths. */
  private long weight(Factor factor, SignalPart part) {
    boolean byHeads = method.counting() instanceof Counting.Heads;
    Function<SignalPart, Long> amount =
        byHeads ? each -> each.heads(sector) : each -> each.weight(sector);
    long left = left(part);
    return switch (factor) {
      case ACTIVITY -> part.kind() == SignalKind.BUSINESS ? amount.apply(part) : 0;
      case EVENTS ->
          part.kind() == SignalKind.EVENT ? Weight.multiply(amount.apply(part), left) : 0;
      case UNIVERSITIES ->
          part.kind() == SignalKind.PUBLICATION || part.kind() == SignalKind.INSTITUTION
              ? amount.apply(part)
              : 0;
      case INFLUENCE -> left == 0 ? 0 : part.influence(sector);
      case SPECIALISMS -> Weight.multiply(part.heads(sector), left);
    };
  }

  /** What is left of a signal of its age, in millionths: all of it, but for events. */
  private long left(SignalPart part) {
    Optional<EventDecay> decay = method.events();
    return part.kind() == SignalKind.EVENT && decay.isPresent()
        ? decay.get().millionthsAfter(asOf - part.month())
        : Weight.ONE_MILLIONTHS;
  }

  /**
   * Publications and institutions are half a share each of sums in different units; all else is in
   * one unit.
   */
  private double scale(Factor factor, SignalKind kind) {
    boolean halves = factor == Factor.UNIVERSITIES && method.counting() instanceof Counting.Factors;
    return halves ? 1.0 / Math.max(1, nationalWeights.getOrDefault(kind, 1L)) : 1;
  }
}
