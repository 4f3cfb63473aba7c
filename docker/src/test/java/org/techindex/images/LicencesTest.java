package org.techindex.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every library in the images has a licence that the project may ship it under. */
final class LicencesTest {

  /**
   * Permissive ones, and two that ask to leave the library a jar of its own, as it is here. A
   * library of another licence needs a decision, then a line.
   */
  private static final Set<String> ALLOWED =
      Set.of(
          "Apache-2.0",
          "MIT",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-2.0",
          "LGPL-2.1-only",
          "LGPL-2.1-or-later");

  @Test
  void theBillOfMaterialsNamesAllowedLicencesOnly() {
    Path file = Path.of("target/bom.json");
    assumeThat(file).as("Maven makes no bill of materials while it is offline").exists();
    JsonNode bill = JsonMapper.shared().readTree(file.toFile());

    assertThat(bill.path("bomFormat").asString()).isEqualTo("CycloneDX");
    assertThat(bill.path("components")).hasSizeGreaterThan(50);
    assertThat(bill.path("components"))
        .allSatisfy(component ->
            assertThat(licences(component))
                .as("%s %s", component.path("name"), component.path("version"))
                .containsAnyElementsOf(ALLOWED));
  }

  private static Set<String> licences(JsonNode component) {
    Set<String> names = new TreeSet<>();
    for (JsonNode choice : component.path("licenses")) {
      names.add(choice.path("license").path("id").asString(""));
      names.add(choice.path("license").path("name").asString(""));
      names.add(choice.path("expression").asString(""));
    }
    return names;
  }
}
