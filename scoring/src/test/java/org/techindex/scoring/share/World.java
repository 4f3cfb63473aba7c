package org.techindex.scoring.share;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.measure.Weight;
import org.techindex.common.method.Counting;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;
import org.techindex.scoring.cluster.Clustering;
import org.techindex.scoring.cluster.GivenClusters;
import org.techindex.scoring.total.KindTotals;
import org.techindex.scoring.total.SectorTotals;

/**
 * A small country for tests: places named by a letter, signals in them, and clusters of places. The
 * places a, b, c, ... lie half a degree of latitude (56 km) apart; A lies 3 km north of a, and so
 * on.
 */
public final class World {

  /**
   * @param amountMillionths what it weighs before membership
   * @param influenceMillionths its influence, membership included
   */
  public record Seen(
      Sector sector,
      SignalKind kind,
      char place,
      long amountMillionths,
      long membershipMillionths,
      long influenceMillionths) {

    public long weightMillionths() {
      return Weight.multiply(amountMillionths, membershipMillionths);
    }

    /** Staff count as one head. */
    public long headsMillionths() {
      return kind == SignalKind.INSTITUTION ? membershipMillionths : weightMillionths();
    }
  }

  private final List<Seen> signals = new ArrayList<>();

  /** So many signals of AI and Data that weigh one each. */
  public World with(int count, SignalKind kind, char place) {
    return with(count, Sector.AI_AND_DATA, kind, place);
  }

  public World with(int count, Sector sector, SignalKind kind, char place) {
    for (int i = 0; i < count; i++) {
      with(new Seen(sector, kind, place, Weight.ONE_MILLIONTHS, Weight.ONE_MILLIONTHS, 0));
    }
    return this;
  }

  public World with(Seen signal) {
    signals.add(signal);
    return this;
  }

  public List<Seen> signals() {
    return List.copyOf(signals);
  }

  private static final Map<Character, Cell> CELLS = new ConcurrentHashMap<>();

  static Cell cell(char place) {
    return CELLS.computeIfAbsent(
        place,
        letter -> {
          double latitude = 50 + 0.5 * (Character.toLowerCase(letter) - 'a');
          return Cell.at(
              new LatLon(Character.isUpperCase(letter) ? latitude + 0.027 : latitude, -1.5));
        });
  }

  /** The position of a place's cell among the cells of AI and Data. */
  public int position(char place) {
    return totals().indexOf(cell(place).index());
  }

  public SectorTotals totals() {
    return totals(Sector.AI_AND_DATA);
  }

  public SectorTotals totals(Sector sector) {
    List<Seen> own = signals.stream().filter(signal -> signal.sector() == sector).toList();
    TreeSet<Long> places = new TreeSet<>();
    own.forEach(signal -> places.add(cell(signal.place()).index()));
    long[] cells = places.stream().mapToLong(Long::longValue).toArray();
    long[] influence = new long[cells.length];
    long[] squaredInfluence = new long[cells.length];
    long[] organisations = new long[cells.length];
    long[][][] sums = new long[SignalKind.values().length][5][cells.length];
    for (Seen signal : own) {
      int cell = Arrays.binarySearch(cells, cell(signal.place()).index());
      long[][] kind = sums[signal.kind().ordinal()];
      kind[0][cell] += signal.weightMillionths();
      kind[1][cell] += Weight.multiply(signal.weightMillionths(), signal.weightMillionths());
      kind[2][cell] += signal.headsMillionths();
      kind[3][cell] += Weight.multiply(signal.headsMillionths(), signal.headsMillionths());
      kind[4][cell]++;
      influence[cell] += signal.influenceMillionths();
      squaredInfluence[cell] +=
          Weight.multiply(signal.influenceMillionths(), signal.influenceMillionths());
      organisations[cell] +=
          signal.kind() == SignalKind.BUSINESS || signal.kind() == SignalKind.INSTITUTION ? 1 : 0;
    }
    Map<SignalKind, KindTotals> kinds = new EnumMap<>(SignalKind.class);
    for (SignalKind kind : SignalKind.values()) {
      long[][] of = sums[kind.ordinal()];
      kinds.put(kind, new KindTotals(of[0], of[1], of[2], of[3], of[4]));
    }
    return new SectorTotals(
        sector, YearMonth.of(2026, 11), cells, kinds, influence, squaredInfluence, organisations);
  }

  /** Totals of the five classified sectors. */
  public Map<Sector, SectorTotals> classified() {
    Map<Sector, SectorTotals> totals = new EnumMap<>(Sector.class);
    Sector.CLASSIFIED.forEach(sector -> totals.put(sector, totals(sector)));
    return totals;
  }

  /**
   * Clusters of places of AI and Data: "ab c" is one cluster of a and b and one of c. Places that
   * are not named are Elsewhere.
   */
  public Clustering clusters(String groups) {
    SectorTotals totals = totals();
    int[] labels = new int[totals.size()];
    Arrays.fill(labels, -1);
    String[] words = groups.isEmpty() ? new String[0] : groups.split(" ");
    for (int group = 0; group < words.length; group++) {
      for (char place : words[group].toCharArray()) {
        labels[totals.indexOf(cell(place).index())] = group;
      }
    }
    return GivenClusters.of(totals, labels);
  }

  /** Specialisms of AI and Data in these clusters. */
  public Specialisms specialisms(String groups) {
    return Specialisms.of(totals(), clusters(groups), classified());
  }

  /** Shares of AI and Data in these clusters. */
  public FactorShares shares(String groups, Counting counting) {
    return FactorShares.of(totals(), clusters(groups), specialisms(groups), counting);
  }
}
