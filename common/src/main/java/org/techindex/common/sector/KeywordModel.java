package org.techindex.common.sector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.techindex.common.measure.Weight;

/**
 * Weighted words and phrases, {@code sector/keywords.csv}: weight 3 decides alone, 2 with one more,
 * 1 only supports. The longest phrase at a word wins and its words are not read again. A phrase
 * that comes again counts half each further time, four times at most; texts of more than 40 words
 * are damped by the square root of their length, since a web page holds some word of every sector.
 * The probability is the logistic function of the score less 3; it is a scale, not calibrated.
 */
public final class KeywordModel implements TextModel {

  private static final int DECIDING_SCORE = 3;
  private static final int UNDAMPED_WORDS = 40;
  private static final int MOST_REPEATS = 4;
  private static final double REPEAT = 0.5;

  private final String version;
  private final PhraseTable phrases;

  private KeywordModel(String version, PhraseTable phrases) {
    this.version = version;
    this.phrases = phrases;
  }

  /** The table that the project ships. */
  public static KeywordModel shipped() {
    Map<String, int[]> weights = new HashMap<>();
    for (CSVRecord row : SectorResource.rows("keywords.csv")) {
      int sector = SectorResource.sector(row).classifiedIndex();
      int weight = Integer.parseInt(row.get("weight"));
      for (String phrase : row.get("phrases").split("\\|", -1)) {
        int[] ofPhrase =
            weights.computeIfAbsent(asRead(phrase), _ -> new int[Sector.CLASSIFIED.size()]);
        ofPhrase[sector] = Math.max(ofPhrase[sector], weight);
      }
    }
    return new KeywordModel("keywords-1", PhraseTable.of(weights));
  }

  /**
   * A table of one sector.
   *
   * @param weight that each of the deciding phrases has, in the units of the table of the project
   * @param deciding phrases of the sector, in any case and number
   * @param silencing longer phrases that say nothing: the words in them are not read again
   */
  public static KeywordModel of(
      String version,
      Sector sector,
      int weight,
      Collection<String> deciding,
      Collection<String> silencing) {
    Map<String, int[]> weights = new HashMap<>();
    for (String phrase : silencing) {
      weights.put(asRead(phrase), new int[Sector.CLASSIFIED.size()]);
    }
    for (String phrase : deciding) {
      int[] ofPhrase = new int[Sector.CLASSIFIED.size()];
      ofPhrase[sector.classifiedIndex()] = weight;
      weights.put(asRead(phrase), ofPhrase);
    }
    return new KeywordModel(version, PhraseTable.of(weights));
  }

  /**
   * A phrase as the models read it: lower case, plurals taken off; empty if it has neither letters
   * nor digits.
   */
  public static String asRead(String phrase) {
    Words words = Words.of("", phrase);
    return words.phrase(0, words.count());
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Memberships probabilities(String title, String text) {
    double[] scores = scores(Words.of(title, text));
    int[] millionths = new int[scores.length];
    for (int sector = 0; sector < scores.length; sector++) {
      millionths[sector] = scores[sector] == 0 ? 0 : logisticMillionths(scores[sector]);
    }
    return Memberships.ofMillionths(millionths);
  }

  @Override
  public List<DecidingWords> decidingWords(String title, String text, int mostPerSector) {
    List<FoundPhrase> found = found(Words.of(title, text), 0);
    List<DecidingWords> deciding = new ArrayList<>();
    for (Sector sector : Sector.CLASSIFIED) {
      found.stream()
          .map(phrase ->
              new DecidingWords(
                  sector, phrase.words(), phrase.scores().get(sector.classifiedIndex())))
          .filter(one -> one.weight() > 0)
          .sorted(
              Comparator.comparingDouble(DecidingWords::weight)
                  .reversed()
                  .thenComparing(DecidingWords::words))
          .limit(mostPerSector)
          .forEach(deciding::add);
    }
    return List.copyOf(deciding);
  }

  /** The score of each sector, zero or more, in table order. */
  public double[] scores(String title, String text) {
    return scores(Words.of(title, text));
  }

  double[] scores(Words words) {
    return scores(words, 0);
  }

  /**
   * The same as a learned model takes it from here.
   *
   * @param leadShare how much of it is the score of the lead alone
   */
  public double[] scores(String title, String text, double leadShare) {
    return scores(Words.of(title, text), leadShare);
  }

  double[] scores(Words words, double leadShare) {
    double[] scores = new double[Sector.CLASSIFIED.size()];
    Found found = new Found();
    find(words, 0, words.inLead(), found);
    if (leadShare > 0) {
      add(found, leadShare / damping(words.inLead()), scores);
    }
    find(words, words.inLead(), words.count(), found);
    add(found, (1 - leadShare) / damping(words.count()), scores);
    return scores;
  }

  private void add(Found found, double share, double[] scores) {
    for (int i = 0; i < found.count; i++) {
      double counts = repeats(found.times[i]) * share;
      for (int sector = 0; sector < scores.length; sector++) {
        scores[sector] += phrases.weight(found.phrases[i], sector) * counts;
      }
    }
  }

  /** A phrase of the table in a text, with what it adds to the score of each sector. */
  record FoundPhrase(String words, List<Double> scores) {}

  /** The phrases of a text; their scores add up to those of the text. */
  List<FoundPhrase> found(Words words, double leadShare) {
    Found found = new Found();
    find(words, 0, words.inLead(), found);
    int[] timesInLead = Arrays.copyOf(found.times, found.count);
    find(words, words.inLead(), words.count(), found);
    List<FoundPhrase> list = new ArrayList<>();
    for (int i = 0; i < found.count; i++) {
      double counts = repeats(found.times[i]) * (1 - leadShare) / damping(words.count());
      if (i < timesInLead.length) {
        counts += repeats(timesInLead[i]) * leadShare / damping(words.inLead());
      }
      List<Double> scores = new ArrayList<>();
      for (Sector sector : Sector.CLASSIFIED) {
        scores.add(phrases.weight(found.phrases[i], sector.classifiedIndex()) * counts);
      }
      list.add(
          new FoundPhrase(
              words.phrase(found.firstWords[i], found.lastWords[i]), List.copyOf(scores)));
    }
    return list;
  }

  /** Adds the phrases of some of the words to those found before. */
  private void find(Words words, int from, int to, Found found) {
    int word = from;
    while (word < to) {
      int limit = word < words.inTitle() ? words.inTitle() : to;
      int longest = Math.min(limit, word + phrases.longest());
      long hash = 0;
      int best = PhraseTable.ABSENT;
      int bestEnd = word + 1;
      for (int end = word; end < longest; end++) {
        hash = Words.extend(hash, words.hash(end));
        int entry = phrases.find(hash);
        if (entry == PhraseTable.ABSENT) {
          break;
        }
        if (phrases.isPhrase(entry)) {
          best = entry;
          bestEnd = end + 1;
        }
      }
      if (best != PhraseTable.ABSENT) {
        found.add(best, word, bestEnd);
      }
      word = bestEnd;
    }
  }

  private static double repeats(int times) {
    return 1 + REPEAT * (Math.min(times, MOST_REPEATS) - 1);
  }

  private static double damping(int words) {
    return Math.sqrt(Math.max(1.0, (double) words / UNDAMPED_WORDS));
  }

  private static int logisticMillionths(double score) {
    return (int) Math.round(Weight.ONE_MILLIONTHS / (1 + Math.exp(DECIDING_SCORE - score)));
  }

  /** The phrases of one text, each once. */
  private static final class Found {
    private static final int EXPECTED = 16;

    private int[] phrases = new int[EXPECTED];
    private int[] times = new int[EXPECTED];
    private int[] firstWords = new int[EXPECTED];
    private int[] lastWords = new int[EXPECTED];
    private int count;

    private void add(int phrase, int firstWord, int lastWord) {
      for (int i = 0; i < count; i++) {
        if (phrases[i] == phrase) {
          times[i]++;
          return;
        }
      }
      if (count == phrases.length) {
        phrases = Arrays.copyOf(phrases, count * 2);
        times = Arrays.copyOf(times, count * 2);
        firstWords = Arrays.copyOf(firstWords, count * 2);
        lastWords = Arrays.copyOf(lastWords, count * 2);
      }
      phrases[count] = phrase;
      times[count] = 1;
      firstWords[count] = firstWord;
      lastWords[count++] = lastWord;
    }
  }
}
