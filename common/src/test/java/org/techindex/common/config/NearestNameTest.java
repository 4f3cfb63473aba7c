package org.techindex.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  private static final List<String> KNOWN = List.of("radius", "prominence", "distance");

  @Test
  void theNearestNameIsTheOneWithTheFewestChanges() {
    // radus -> radius: one letter inserted; distanze -> distance: one replaced.
    assertThat(NearestName.of("radus", KNOWN)).contains("radius");
    assertThat(NearestName.of("distanze", KNOWN)).contains("distance");
  }

  @Test
  void aNameThatIsFarFromAllHasNoHint() {
    assertThat(NearestName.of("xxxxxxxxxxxxxxx", KNOWN)).isEmpty();
    assertThat(NearestName.hint("xxxxxxxxxxxxxxx", KNOWN)).isEmpty();
    assertThat(NearestName.hint("radus", KNOWN)).isEqualTo(": did you mean radius?");
  }
}
