package org.techindex.scoring.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.techindex.common.release.ReleaseChanges.IdentityEvent;
import org.techindex.scoring.identity.Overlap.Members;

class SuccessionTest {

  /** A cluster of cells named by one letter each, all of weight one. */
  private static Members cluster(String id, String cells) {
    Map<String, Long> weights = new HashMap<>();
    cells.chars().forEach(cell -> weights.put(String.valueOf((char) cell), 1L));
    return new Members(id, weights);
  }

  @Test
  void aClusterThatKeepsHalfOfItsCellsGoesOn() {
    // {a,b,c} and {b,c,d} share 2 of 4 cells.
    Succession succession =
        new Succession(List.of(cluster("one", "abc")), List.of(cluster("", "bcd")));

    assertThat(succession.beforeOf(0)).contains(0);
    assertThat(succession.events(List.of("one"))).isEmpty();
  }

  @Test
  void aClusterThatKeepsLessIsAnotherOne() {
    // {a,b,c} and {c,d,e} share 1 of 5.
    Succession succession =
        new Succession(List.of(cluster("one", "abc")), List.of(cluster("", "cde")));

    assertThat(succession.beforeOf(0)).isEmpty();
    assertThat(succession.events(List.of("two")))
        .containsExactly(
            new IdentityEvent("born", List.of(), List.of("two")),
            new IdentityEvent("ended", List.of("one"), List.of()));
  }

  @Test
  void growthAloneChangesNoIdentity() {
    Members grown = new Members("", Map.of("a", 1000L, "b", 1000L));
    Succession succession =
        new Succession(
            List.of(new Members("one", Map.of("a", 1L, "b", 1L)), cluster("two", "c")),
            List.of(grown, cluster("", "c")));

    assertThat(succession.beforeOf(0)).contains(0);
    assertThat(succession.beforeOf(1)).contains(1);
  }

  @Test
  void aPartThatLeavesIsASplitAndOneThatIsTakenInAMerger() {
    Succession split =
        new Succession(
            List.of(cluster("one", "abcdef")), List.of(cluster("", "abcd"), cluster("", "ef")));
    assertThat(split.events(List.of("one", "new")))
        .containsExactly(new IdentityEvent("split", List.of("one"), List.of("one", "new")));

    Succession merged =
        new Succession(
            List.of(cluster("one", "abcd"), cluster("two", "ef")), List.of(cluster("", "abcdef")));
    assertThat(merged.events(List.of("one")))
        .containsExactly(new IdentityEvent("merged", List.of("one", "two"), List.of("one")));
  }
}
