package org.techindex.common.sector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Stored memberships and published releases hold only while the shipped classifier of one version
 * gives one answer, bit for bit. The digest was taken when the version was made, before any later
 * change of the code for speed; it changes with the model files alone, and with them the version.
 */
class EqualMembershipsTest {

  private static final int TEXTS = 20_000;
  private static final int MOST_WORDS = 300;
  private static final List<String> WORDS =
      List.of(
          "machine learning",
          "robots",
          "Robot",
          "clean energy",
          "wind",
          "batteries",
          "care homes",
          "older people",
          "dementia",
          "electric vehicles",
          "charging",
          "smart city",
          "sensors",
          "factories",
          "3D printing",
          "the",
          "of",
          "and",
          "for",
          "we",
          "A.I.",
          "a.i",
          "U.K.",
          "company's",
          "companies\u2019",
          "O'Brien",
          "processes",
          "boxes",
          "batches",
          "databases",
          "analysis",
          "caf\u00e9",
          "\u00c9nergie",
          "\u00fcber",
          "\u6570\u636e",
          "e-mail",
          "and/or",
          "C++",
          "2026",
          "5G",
          "\ud83d\ude97",
          "net zero",
          "carbon capture",
          "deep learning",
          "natural language",
          "additive manufacturing",
          "ageing",
          "telehealth",
          "mobility",
          "data",
          "consulting",
          "retail",
          "bakery",
          "hairdresser",
          "training",
          "bus",
          "is",
          "as",
          "yes",
          "skies",
          "x",
          "I",
          "....",
          "--");
  private static final List<String> SEPARATORS =
      List.of(" ", " ", " ", ", ", ". ", "\n", "-", " (");

  @Test
  void sameTextsHaveSameMembershipsAsWhenTheVersionWasMade() throws NoSuchAlgorithmException {
    SectorClassifier classifier = EvidenceClassifier.shipped();
    SplittableRandom random = new SplittableRandom(20_261_122);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < TEXTS; i++) {
      String title = text(random, random.nextInt(8));
      String text = text(random, random.nextInt(10) == 0 ? 0 : random.nextInt(MOST_WORDS));
      Memberships memberships =
          classifier.classify(
              new SectorEvidence(
                  title,
                  text,
                  random.nextInt(4) == 0 ? List.of("62012", "72.19") : List.of(),
                  Optional.empty()));
      for (Sector sector : Sector.CLASSIFIED) {
        digest.update(ByteBuffer.allocate(4).putInt(memberships.millionths(sector)).array());
      }
    }
    assertThat(classifier.version() + " " + HexFormat.of().formatHex(digest.digest()))
        .isEqualTo(
            "linear-8c1a9bcff6"
                + " 703c24e7fc6a08a954962805aba7804fcf68bf157f5fa0b25cfc1afcf78a1753");
  }

  private static String text(SplittableRandom random, int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      if (random.nextInt(6) == 0) {
        int letters = 1 + random.nextInt(12);
        for (int letter = 0; letter < letters; letter++) {
          text.append((char) ((random.nextInt(9) == 0 ? 'A' : 'a') + random.nextInt(26)));
        }
      } else {
        text.append(WORDS.get(random.nextInt(WORDS.size())));
      }
      text.append(SEPARATORS.get(random.nextInt(SEPARATORS.size())));
    }
    return text.toString();
  }
}
