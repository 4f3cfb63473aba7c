package org.techindex.common.sector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.techindex.common.measure.Weight;

/**
 * A learned model: for each sector a weight for every hashed feature of a text and one for the
 * score that the {@link KeywordModel} gives to each of the five sectors. The sum over a text's
 * features is divided by the root of its number of distinct words, so that a web page and a
 * sentence are on one scale, and the lead, divided by the root of its own, makes {@link
 * TextFeatures#LEAD_SHARE} of the score; the calibration of the sector makes a probability of it.
 * Feature weights are 16-bit integers times one step, so that sums are exact and independent of
 * order.
 */
public final class LinearModel implements TextModel {

  private static final int SECTORS = Sector.CLASSIFIED.size();

  private static final int KNOWN_WORDS = 1 << 14;
  private static final WordSum NOTHING = new WordSum(0, 0, 0, 0, 0, 0);

  private final String version;
  private final KeywordModel keywords;
  private final short[] weights;
  private final double step;
  private final List<SectorPart> parts;
  private final @Nullable WordSum[] knownWords = new WordSum[KNOWN_WORDS];

  /**
   * What a sector has beside its feature weights.
   *
   * @param bias the score of a text without features
   * @param keywordWeights one for the keyword score of each of the five sectors, in table order
   */
  public record SectorPart(double bias, List<Double> keywordWeights, Calibration calibration) {
    public SectorPart {
      keywordWeights = List.copyOf(keywordWeights);
    }
  }

  /**
   * @param weights in steps, five for each bucket of {@link TextFeatures}, in table order
   * @param step what one unit of {@code weights} adds to a score
   * @param parts one for each of the five sectors, in table order
   */
  public LinearModel(
      String version, KeywordModel keywords, short[] weights, double step, List<SectorPart> parts) {
    if (weights.length != TextFeatures.BUCKETS * SECTORS || parts.size() != SECTORS) {
      throw new IllegalArgumentException("weights of five sectors for every bucket are needed");
    }
    this.version = version;
    this.keywords = keywords;
    this.weights = weights.clone();
    this.step = step;
    this.parts = List.copyOf(parts);
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Memberships probabilities(String title, String text) {
    Words words = Words.of(title, text);
    Sum sum = new Sum(weights, knownWords);
    int distinct = TextFeatures.visit(words, sum);
    if (distinct == 0) {
      return Memberships.NONE;
    }
    double leadShare = sum.leadDistinct == 0 ? 0 : TextFeatures.LEAD_SHARE;
    double ofAll = (1 - leadShare) * step / Math.sqrt(distinct);
    double ofLead = leadShare * step / Math.sqrt(Math.max(1, sum.leadDistinct));
    int[] sums = sum.sums();
    double[] keywordScores = keywords.scores(words, leadShare);
    int[] millionths = new int[SECTORS];
    for (int sector = 0; sector < SECTORS; sector++) {
      SectorPart part = parts.get(sector);
      double score = part.bias() + sums[sector] * ofAll + sum.lead[sector] * ofLead;
      for (int other = 0; other < SECTORS; other++) {
        score += part.keywordWeights().get(other) * keywordScores[other];
      }
      millionths[sector] =
          (int) Math.round(part.calibration().probability(score) * Weight.ONE_MILLIONTHS);
    }
    return Memberships.ofMillionths(millionths);
  }

  @Override
  public List<DecidingWords> decidingWords(String title, String text, int mostPerSector) {
    Words words = Words.of(title, text);
    List<DecidingWords> deciding = new ArrayList<>();
    for (Sector sector : Sector.CLASSIFIED) {
      contributions(words, sector).entrySet().stream()
          .map(one -> new DecidingWords(sector, one.getKey(), one.getValue()))
          .sorted(
              Comparator.comparingDouble((DecidingWords one) -> -Math.abs(one.weight()))
                  .thenComparing(DecidingWords::words))
          .limit(mostPerSector)
          .forEach(deciding::add);
    }
    return List.copyOf(deciding);
  }

  /** What each word, pair and keyword phrase adds to the logarithm of the odds. */
  private Map<String, Double> contributions(Words words, Sector sector) {
    int index = sector.classifiedIndex();
    SectorPart part = parts.get(index);
    double slope = part.calibration().slope();
    Found found = new Found(words, index);
    int distinct = TextFeatures.visit(words, found);
    double leadShare = found.leadDistinct == 0 ? 0 : TextFeatures.LEAD_SHARE;
    double ofAll = slope * (1 - leadShare) * step / Math.sqrt(distinct);
    double ofLead = slope * leadShare * step / Math.sqrt(Math.max(1, found.leadDistinct));
    Map<String, Double> contributions = new HashMap<>();
    found.sums.forEach((phrase, sum) ->
        contributions.put(
            phrase, sum * ofAll + found.sumsInLead.getOrDefault(phrase, 0L) * ofLead));
    keywords
        .found(words, leadShare)
        .forEach(phrase -> {
          double added = 0;
          for (int other = 0; other < SECTORS; other++) {
            added += part.keywordWeights().get(other) * phrase.scores().get(other);
          }
          contributions.merge(phrase.words(), slope * added, Double::sum);
        });
    return contributions;
  }

  /** The weights of one sector by the word or pair that they were found in. */
  private final class Found implements TextFeatures.Visitor {
    private final Words words;
    private final int sector;
    private final Map<String, Long> sums = new HashMap<>();
    private Map<String, Long> sumsInLead = Map.of();
    private int leadDistinct;

    private Found(Words words, int sector) {
      this.words = words;
      this.sector = sector;
    }

    @Override
    public void visit(TextFeatures.Kind kind, int bucket, int from, int last) {
      String phrase =
          from == last
              ? words.phrase(from, from + 1)
              : words.phrase(from, from + 1) + " " + words.phrase(last, last + 1);
      sums.merge(phrase, (long) weights[bucket * SECTORS + sector], Long::sum);
    }

    @Override
    public void leadEnds(int distinct) {
      sumsInLead = Map.copyOf(sums);
      leadDistinct = distinct;
    }
  }

  /**
   * What the own features of one word add up to, in each sector. Kept for the words last met: most
   * words of most texts are among a few thousand. Entries never change, so that threads may see an
   * older one but never half of one.
   */
  private record WordSum(long hash, int first, int second, int third, int fourth, int fifth) {}

  /** Adds the weights of all features, exactly. */
  private static final class Sum implements TextFeatures.Visitor {
    private final short[] weights;
    private final @Nullable WordSum[] known;
    private int first;
    private int second;
    private int third;
    private int fourth;
    private int fifth;
    private WordSum before = NOTHING;
    private int[] lead = new int[SECTORS];
    private int leadDistinct;

    private Sum(short[] weights, @Nullable WordSum[] known) {
      this.weights = weights;
      this.known = known;
    }

    @Override
    public boolean wants(long wordHash) {
      WordSum word = known[(int) (wordHash >>> 40) & (KNOWN_WORDS - 1)];
      if (word != null && word.hash() == wordHash) {
        first += word.first();
        second += word.second();
        third += word.third();
        fourth += word.fourth();
        fifth += word.fifth();
        return false;
      }
      before = new WordSum(wordHash, first, second, third, fourth, fifth);
      return true;
    }

    @Override
    public void done(long wordHash) {
      known[(int) (wordHash >>> 40) & (KNOWN_WORDS - 1)] =
          new WordSum(
              wordHash,
              first - before.first(),
              second - before.second(),
              third - before.third(),
              fourth - before.fourth(),
              fifth - before.fifth());
    }

    @Override
    public void visit(TextFeatures.Kind kind, int bucket, int fromWord, int lastWord) {
      int at = bucket * SECTORS;
      first += weights[at];
      second += weights[at + 1];
      third += weights[at + 2];
      fourth += weights[at + 3];
      fifth += weights[at + 4];
    }

    @Override
    public void leadEnds(int distinct) {
      lead = sums();
      leadDistinct = distinct;
    }

    private int[] sums() {
      return new int[] {first, second, third, fourth, fifth};
    }
  }
}
