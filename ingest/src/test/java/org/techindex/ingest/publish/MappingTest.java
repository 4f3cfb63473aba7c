package org.techindex.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.techindex.common.run.OperatorException;
import org.techindex.common.signal.RefusedException;
import org.techindex.common.signal.SignalKind;

class MappingTest {

  private static final String HEAD =
      """
      kinds:
        - kind: institution
          when: {column: type, contains: University}
        - kind: business
      skip:
        - when: {column: place, is: Online}
          reason: lies nowhere
      fields:
        id: {join: [code, name], with: "-"}
        name: {column: name}
        observed: {column: day, suffix: "T00:00:00Z"}
      """;

  @Test
  void theFirstKindWhoseConditionHoldsIsTaken() {
    Mapping mapping = MappingFile.parse(HEAD, "test");

    assertThat(mapping.kind(Map.of("type", "Funder|University / RTO")))
        .contains(SignalKind.INSTITUTION);
    assertThat(mapping.kind(Map.of("type", "Company"))).contains(SignalKind.BUSINESS);
    assertThat(mapping.kind(Map.of("type", "Universityless"))).contains(SignalKind.BUSINESS);
  }

  @Test
  void rowsAreSkippedWithTheReason() {
    Mapping mapping = MappingFile.parse(HEAD, "test");

    assertThat(mapping.skipReason(Map.of("place", " online "))).contains("lies nowhere");
    assertThat(mapping.skipReason(Map.of("place", "Leeds"))).isEmpty();
  }

  @Test
  void cellsAreJoinedAndDressed() throws RefusedException {
    Map<String, String> row =
        MappingFile.parse(HEAD, "test")
            .apply(SignalKind.BUSINESS, Map.of("code", "7", "name", "Acme", "day", "2026-01-02"));

    assertThat(row)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("id", "7-Acme", "name", "Acme", "observed", "2026-01-02T00:00:00Z"));
  }

  @Test
  void partsAreSplitTranslatedAndJoinedAgain() throws RefusedException {
    Map<String, String> row = Map.of("codes", "a; b;c");

    assertThat(cell("sicCodes: {column: codes, split: ';'}", "sicCodes", row)).isEqualTo("a|b|c");
    assertThat(cell("sicCodes: {column: codes, split: ';', words: {B: '62'}}", "sicCodes", row))
        .isEqualTo("62");
    assertThat(
            cell(
                "sicCodes: {column: codes, split: ';', words: {B: '62'}, otherwise: keep}",
                "sicCodes",
                row))
        .isEqualTo("a|62|c");
  }

  @Test
  void theFirstColumnThatHoldsSomethingCounts() throws RefusedException {
    String rule = "url: {first-of: [site, page], fallback: 'http://none'}";

    assertThat(cell(rule, "url", Map.of("site", " ", "page", "p"))).isEqualTo("p");
    assertThat(cell(rule, "url", Map.of())).isEqualTo("http://none");
  }

  @Test
  void aTownIsFoundInFreeText() throws RefusedException {
    String rule = "place: {column: where, find: [Altrincham, Manchester]}";

    assertThat(cell(rule, "place", Map.of("where", "57 Thomas Street, Manchester M4")))
        .isEqualTo("Manchester");
    assertThat(cell(rule, "place", Map.of("where", "Pubs in Manchester, Altrincham")))
        .isEqualTo("Altrincham");
    assertThat(cell(rule, "place", Map.of("where", "Manchesterford"))).isEmpty();
  }

  @Test
  void partsOfAWholeBecomeSectorsWithFractions() throws RefusedException {
    // (10 + 0.5 * 20) / 80 = 0.25; 100 of 80 is cut to 1; nothing of zero.
    String rule =
        "sectors: {of: all, parts: {AI and Data: {computing: 1, maths: 0.5},"
            + " Clean Growth: {green: 1}, Ageing Society: {care: 1}}}";

    assertThat(
            cell(
                rule,
                "sectors",
                Map.of("all", "80", "computing", "10", "maths", "20", "green", "100", "care", "")))
        .isEqualTo("AI and Data:0.25|Clean Growth:1.0");
    assertThat(cell(rule, "sectors", Map.of("all", "0"))).isEmpty();
    assertThatThrownBy(() -> cell(rule, "sectors", Map.of("all", "many")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is a number");
  }

  @Test
  void aRegionStandsOnlyBesideAPlace() throws RefusedException {
    String rules = "place: {column: town}\n  region: {constant: North West}";

    assertThat(
            MappingFile.parse(HEAD + "  " + rules + "\n", "test")
                .apply(SignalKind.BUSINESS, Map.of("town", "")))
        .doesNotContainKey("region");
    assertThat(cell(rules, "region", Map.of("town", "Leigh"))).isEqualTo("North West");
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertThatThrownBy(() ->
            MappingFile.parse(
                """
                kinds: [{kind: busines}]
                field: {}
                fields:
                  id: {colum: code}
                """,
                "my.yaml"))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("mapping my.yaml: unknown key field: did you mean fields?")
        .hasMessageContaining("kinds.kind is one of business, event, institution, publication")
        .hasMessageContaining("unknown key fields.id.colum: did you mean column?")
        .hasMessageContaining("fields.name is missing")
        .hasMessageContaining("fields.observed is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "waifinder",
        "universities-ref2014",
        "confs-tech",
        "techevents-groups",
        "large-employers"
      })
  void everyMappingThatComesWithTheSoftwareIsWithoutMistakes(String name) {
    assertThat(MappingFile.INCLUDED).contains(name);
    assertThat(MappingFile.find(name).columnsRead()).isNotEmpty();
  }

  @Test
  void anUnknownMappingNamesTheNearest() {
    assertThatThrownBy(() -> MappingFile.find("wayfinder"))
        .isInstanceOf(OperatorException.class)
        .hasMessageStartingWith("no mapping 'wayfinder': did you mean waifinder?");
  }

  private static String cell(String rule, String column, Map<String, String> row)
      throws RefusedException {
    return MappingFile.parse(HEAD + "  " + rule + "\n", "test")
        .apply(SignalKind.BUSINESS, row)
        .getOrDefault(column, "");
  }
}
