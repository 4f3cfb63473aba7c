package org.techindex.common.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SignalCodecTest {

  private static final String JSON_LETTERS = "{}[]\",:\\0123456789eE.+-tfn ";

  private static SignalEnvelope envelope(Signal signal) {
    return new SignalEnvelope(
        signal.kind(), signal.head().id(), OffsetDateTime.parse("2026-11-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void readsWhatItWrites(long seed) throws RefusedException {
    RandomSignals signals = new RandomSignals(seed);
    for (int i = 0; i < 200; i++) {
      Signal signal = signals.next("s" + i);
      assertThat(SignalCodec.decode(envelope(signal), SignalCodec.encode(signal)))
          .isEqualTo(signal);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void refusesOrTakesWhateverTheBytes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RandomSignals signals = new RandomSignals(seed);
    int refused = 0;
    for (int i = 0; i < 1_000; i++) {
      Signal signal = signals.next("s" + i);
      byte[] bytes = SignalCodec.encode(signal);
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        bytes[random.nextInt(bytes.length)] =
            random.nextBoolean()
                ? (byte) random.nextInt(256)
                : (byte) JSON_LETTERS.charAt(random.nextInt(JSON_LETTERS.length()));
      }
      try {
        Signal decoded = SignalCodec.decode(envelope(signal), bytes);
        // What is taken can be written and read again: nothing half understood gets through.
        assertThat(SignalCodec.decode(envelope(signal), SignalCodec.encode(decoded)))
            .isEqualTo(decoded);
      } catch (RefusedException e) {
        refused++;
        assertThat(e.refusal().rule()).isNotBlank();
        assertThat(e.refusal().value().length()).isLessThanOrEqualTo(Refusal.LONGEST_VALUE);
      }
    }
    assertThat(refused).isBetween(100, 999);
  }

  @ParameterizedTest
  @EnumSource(SignalKind.class)
  void theSchemaNamesTheFieldsThatAreRead(SignalKind kind) throws Exception {
    try (InputStream file =
        SignalCodec.class.getResourceAsStream("/schema/" + kind.word() + ".json")) {
      JsonNode schema = JsonMapper.shared().readTree(file);
      assertThat(schema.get("properties").propertyNames())
          .containsExactlyInAnyOrderElementsOf(SignalFields.ofDocument(kind));
    }
  }

  @Test
  void aFlatRowIsTheSameSignalAsItsDocument() throws RefusedException {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("id", "7");
    row.put("observed", "2026-11-01T09:00:00Z");
    row.put("name", "Acme");
    row.put("lat", "51.5");
    row.put("lon", "-0.12");
    row.put("place", "London");
    row.put("sicCodes", "62012|72110");
    row.put("sectors", "AI and Data:0.8|clean-growth");
    row.put("links", "hosted-at uni|u1;other acme|a|b");
    row.put("employees", "");

    Signal ofRow = SignalRow.signal(SignalKind.BUSINESS, "test", row);

    String document =
        """
        {"observed": "2026-11-01T09:00:00Z", "name": "Acme", "location": {"lat": 51.5, "lon": -0.12},
         "sicCodes": ["62012", "72110"],
         "sectors": [{"sector": "AI and Data", "probability": 0.8}, {"sector": "Clean Growth"}],
         "links": [{"to": "uni|u1", "relation": "hosted-at"},
                   {"to": "acme|a|b", "relation": "other"}]}\
        """;
    assertThat(ofRow)
        .isEqualTo(SignalCodec.decode(envelope(ofRow), document.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void institutionsOfARowHavePointsOrPlaces() throws RefusedException {
    Signal signal =
        SignalRow.signal(
            SignalKind.PUBLICATION,
            "test",
            Map.of(
                "id", "p",
                "observed", "2026-11-01T09:00:00Z",
                "name", "On robots",
                "published", "2026-01-01",
                "institutions", "University of Leeds@Leeds|X@53.8,-1.55"));
    assertThat(((Signal.Publication) signal).institutions())
        .extracting(institution -> institution.location().getClass().getSimpleName())
        .isEqualTo(List.of("AtPlace", "AtPoint"));
  }

  @Test
  void rowsAreHeldToTheRulesOfDocuments() {
    assertThatThrownBy(
            () -> SignalRow.signal(SignalKind.EVENT, "test", Map.of("id", "e", "name", "a")))
        .isInstanceOf(RefusedException.class)
        .extracting(e -> ((RefusedException) e).refusal())
        .isEqualTo(new Refusal.MissingField("observed"));
    assertThatThrownBy(() -> SignalRow.signal(SignalKind.EVENT, "test", Map.of("name", "a")))
        .isInstanceOf(RefusedException.class)
        .extracting(e -> ((RefusedException) e).refusal().field())
        .isEqualTo("id");
  }
}
