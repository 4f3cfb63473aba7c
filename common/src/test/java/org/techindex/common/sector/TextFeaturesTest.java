package org.techindex.common.sector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextFeaturesTest {

  private record Found(TextFeatures.Kind kind, String words) {}

  private static List<Found> found(String title, String text) {
    Words words = Words.of(title, text);
    List<Found> found = new ArrayList<>();
    TextFeatures.visit(
        words,
        (kind, _, from, last) ->
            found.add(
                new Found(
                    kind, words.phrase(from, from + 1) + "-" + words.phrase(last, last + 1))));
    return found;
  }

  private static long count(List<Found> found, TextFeatures.Kind kind) {
    return found.stream().filter(one -> one.kind() == kind).count();
  }

  @Test
  void findsEachWordOnceAndSkipsThoseWithoutMeaning() {
    List<Found> found = found("", "The wind and the wind");
    assertThat(found).contains(new Found(TextFeatures.Kind.WORD, "wind-wind"));
    assertThat(count(found, TextFeatures.Kind.WORD)).isEqualTo(1);
  }

  @Test
  void pairsNeighboursOverSkippedWordsButNotOverTheEndOfTheTitle() {
    List<Found> found = found("wind", "internet of vehicles");
    assertThat(found).contains(new Found(TextFeatures.Kind.PAIR, "internet-vehicle"));
    assertThat(count(found, TextFeatures.Kind.PAIR)).isEqualTo(1);
  }

  @Test
  void tellsWhenTheLeadEndsAndPairsNothingOverItsEnd() {
    List<Integer> distinctInLead = new ArrayList<>();
    List<TextFeatures.Kind> afterLead = new ArrayList<>();
    TextFeatures.visit(
        "",
        "wind and wind sun. rain",
        new TextFeatures.Visitor() {
          @Override
          public void visit(TextFeatures.Kind kind, int bucket, int from, int last) {
            if (!distinctInLead.isEmpty()) {
              afterLead.add(kind);
            }
          }

          @Override
          public void leadEnds(int distinct) {
            distinctInLead.add(distinct);
          }
        });
    assertThat(distinctInLead).containsExactly(2);
    assertThat(afterLead).containsExactly(TextFeatures.Kind.WORD);
  }

  @Test
  void readsFragmentsOfFourCharactersWithMarksAtBothEnds() {
    // _solar_ : _sol, sola, olar, lar_.
    assertThat(count(found("", "solar"), TextFeatures.Kind.FRAGMENT)).isEqualTo(4);
    // A word of four letters is a feature whole.
    assertThat(count(found("", "wind"), TextFeatures.Kind.FRAGMENT)).isZero();
  }

  @Test
  void countsTheDistinctWordsThatCarryMeaning() {
    assertThat(TextFeatures.visit("Solar panels", "a panel of solar cells", (_, _, _, _) -> {}))
        .isEqualTo(3);
    assertThat(TextFeatures.visit("", "of the", (_, _, _, _) -> {})).isZero();
  }

  @Test
  void givesEachKindARangeOfItsOwn() {
    TextFeatures.visit(
        "",
        "renewable energy storage",
        (kind, bucket, _, _) -> {
          assertThat(bucket).isBetween(0, TextFeatures.BUCKETS - 1);
          assertThat(TextFeatures.kind(bucket)).isEqualTo(kind);
        });
  }
}
