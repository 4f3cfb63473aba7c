package org.techindex.common.sector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  private static String read(String text) {
    Words words = Words.of("", text);
    return words.phrase(0, words.count());
  }

  @ParameterizedTest
  @CsvSource({
    "cities, city",
    "batteries, battery",
    "processes, process",
    "boxes, box",
    "batches, batch",
    "databases, database",
    "turbines, turbine",
    "diagnosis, diagnosis",
    "class, class",
    "status, status",
    "gas, gas",
    "bus, bus",
    "AI, ai"
  })
  void takesPluralEndingsOff(String plural, String singular) {
    assertThat(read(plural)).isEqualTo(singular);
  }

  @Test
  void takesPossessiveEndingsOffWithEitherApostrophe() {
    assertThat(read("Alzheimer's society\u2019s")).isEqualTo("alzheimer society");
  }

  @Test
  void keepsAWordWithAnApostropheInsideAsOne() {
    assertThat(read("don't O'Neill")).isEqualTo("dont oneill");
  }

  @ParameterizedTest
  @CsvSource({
    "A.I. solutions, ai solution",
    "an A.I.-powered app, an ai powered app",
    "the U.S.A. and the U.K, the usa and the uk",
    "vitamin C. A new drug, vitamin c a new drug",
    "J.Smith of node.js 4.x, j smith of node js 4 x"
  })
  void readsInitialsWithDotsAsOneWord(String text, String words) {
    assertThat(read(text)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "We make wheels. They turn. | we make wheel",
        "Acme Ltd. makes wheels. They turn. | acme ltd make wheel",
        "Release 4.0 runs on node.js! Try it. | release 4 0 run on node js",
        "'We call it \"smart (and fast).\" It is.' | we call it smart and fast",
        "Wheels; tyres and hubs; spokes | wheel tyre and hub",
        "Wheels and nothing else. | wheel and nothing else"
      })
  void theLeadEndsWithTheFirstSentenceOfThreeWordsOrMore(String text, String lead) {
    Words words = Words.of("Fine things. Made here. Today", text);
    assertThat(words.phrase(words.inTitle(), words.inLead())).isEqualTo(lead);
    assertThat(words.inTitle()).isEqualTo(5);
  }

  @Test
  void theLeadOfATextInLinesIsItsFirstLine() {
    Words words = Words.of("", "Wheels without spokes\r\nmade by hand");
    assertThat(words.phrase(0, words.inLead())).isEqualTo("wheel without spoke");
  }

  @Test
  void aTitleWithoutTextIsItsOwnLead() {
    Words words = Words.of("Wheels. Tyres. Hubs. Spokes.", "");
    assertThat(words.inLead()).isEqualTo(4);
  }

  @Test
  void separatesAtEverythingElse() {
    assertThat(read("low-carbon,\tnet/zero\nIndustry 4.0!"))
        .isEqualTo("low carbon net zero industry 4 0");
  }

  @Test
  void readsLettersOfAnyAlphabet() {
    assertThat(read("\u00c9nergie renouvelable")).isEqualTo("\u00e9nergie renouvelable");
  }

  @Test
  void countsTheWordsOfTheTitleApart() {
    Words words = Words.of("Smart grids", "for cities");
    assertThat(words.count()).isEqualTo(4);
    assertThat(words.inTitle()).isEqualTo(2);
    assertThat(words.phrase(1, 3)).isEqualTo("grid for");
  }

  @Test
  void givesEqualWordsEqualHashes() {
    Words words = Words.of("robot", "Robots robotic");
    assertThat(words.hash(0)).isEqualTo(words.hash(1)).isNotEqualTo(words.hash(2));
  }

  @Test
  void findsNothingInTextsWithoutLetters() {
    assertThat(Words.of("", "").count()).isZero();
    assertThat(Words.of("---", "' \u2019 ... \ud83d").count()).isZero();
  }
}
