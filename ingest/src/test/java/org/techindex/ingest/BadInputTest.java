package org.techindex.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.techindex.common.place.NearestPlaceTerritory;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.signal.Refusal;
import org.techindex.common.signal.SignalKind;
import org.techindex.ingest.classify.SignalClassifier;
import org.techindex.ingest.locate.Locator;
import org.techindex.ingest.store.BatchStore;
import org.techindex.ingest.store.RowEncoder;
import org.techindex.ingest.store.Storable;

/** Every kind of bad record becomes one refusal that names field, rule and value. */
class BadInputTest {

  private static final DataSource NO_DATABASE = new PGSimpleDataSource();
  private static final IngestPipeline PIPELINE =
      new IngestPipeline(
          new SignalClassifier(EvidenceClassifier.shipped()),
          new Locator(
              IngestRig.GAZETTEER,
              new NearestPlaceTerritory(IngestRig.GAZETTEER),
              Optional.empty()),
          new RowEncoder(1),
          new BatchStore(NO_DATABASE));

  private static final String GOOD =
      """
      {"observed": "2026-10-05T12:00:00Z", "name": "Acme", "location": {"lat": 51.5, "lon": -0.12}}\
      """;

  /** A record of {@code signals.business} with every header right. */
  private static final class Draft {
    private byte @Nullable [] key = utf8("test|a");
    private byte @Nullable [] value = utf8(GOOD);
    private final RecordHeaders headers = new RecordHeaders();

    private Draft() {
      header("ce_specversion", "1.0");
      header("ce_type", "org.techindex.signal.business.v1");
      header("ce_source", "test");
      header("ce_id", "a");
      header("ce_time", "2026-11-01T00:00:00Z");
      header("content-type", "application/json");
    }

    private Draft header(String name, @Nullable String text) {
      headers.remove(name);
      if (text != null) {
        headers.add(name, utf8(text));
      }
      return this;
    }

    private Draft key(byte @Nullable [] bytes) {
      key = bytes;
      return this;
    }

    private Draft value(byte @Nullable [] bytes) {
      value = bytes;
      return this;
    }

    private Storable prepare() {
      return PIPELINE.prepare(
          1,
          new ConsumerRecord<>(
              SignalKind.BUSINESS.topic(),
              0,
              7,
              1_790_000_000_000L,
              TimestampType.CREATE_TIME,
              key == null ? -1 : key.length,
              value == null ? -1 : value.length,
              key,
              value,
              headers,
              Optional.empty()));
    }

    private Refusal refusal() {
      Storable storable = prepare();
      assertThat(storable).isInstanceOf(Storable.RefusedRecord.class);
      return ((Storable.RefusedRecord) storable).refusal();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Refusal ofDocument(String json) {
    return new Draft().value(utf8(json)).refusal();
  }

  /** The good document with one more field, or with one replaced. */
  private static Refusal with(String field, String json) {
    return ofDocument(
        switch (field) {
          case "observed" -> GOOD.replace("\"2026-10-05T12:00:00Z\"", json);
          case "name" -> GOOD.replace("\"Acme\"", json);
          case "location" -> GOOD.replace("{\"lat\": 51.5, \"lon\": -0.12}", json);
          default -> GOOD.substring(0, GOOD.length() - 1) + ", \"" + field + "\": " + json + "}";
        });
  }

  private static void assertRefused(Refusal refusal, String stage, String field, String rule) {
    assertThat(refusal.stage().word()).isEqualTo(stage);
    assertThat(refusal.field()).isEqualTo(field);
    assertThat(refusal.rule()).contains(rule);
    assertThat(refusal.value().length()).isLessThanOrEqualTo(120);
    assertThat(refusal.value()).doesNotContain("\0");
  }

  @Test
  void takesTheGoodRecordThatTheOthersAreMadeFrom() {
    assertThat(new Draft().prepare()).isInstanceOf(Storable.SignalRows.class);
  }

  @Test
  void refusesBadUtf8() {
    byte[] broken = utf8(GOOD);
    broken[GOOD.indexOf("Acme")] = (byte) 0xff;
    assertRefused(new Draft().value(broken).refusal(), "receive", "value", "valid UTF-8");
    // "/" in the overlong form that security filters used to be fooled by.
    byte[] overlong = GOOD.replace("Ac", "??").getBytes(StandardCharsets.ISO_8859_1);
    overlong[GOOD.indexOf("Acme")] = (byte) 0xc0;
    overlong[GOOD.indexOf("Acme") + 1] = (byte) 0xaf;
    assertRefused(new Draft().value(overlong).refusal(), "receive", "value", "valid UTF-8");
    assertRefused(
        new Draft().key(new byte[] {'t', '|', (byte) 0xe2}).refusal(),
        "receive",
        "key",
        "valid UTF-8");
  }

  @Test
  void refusesNulCharacters() {
    assertRefused(with("name", "\"A\\u0000B\""), "receive", "name", "NUL");
    assertThat(with("name", "\"A\\u0000B\"").value()).isEqualTo("A\\u0000B");
    assertRefused(with("name", "\"A\0B\""), "receive", "value", "JSON");
    assertRefused(new Draft().key(utf8("test|a\0")).refusal(), "receive", "key", "NUL");
  }

  @Test
  void refusesLoneSurrogates() {
    assertRefused(with("name", "\"A\\ud83d\""), "receive", "name", "surrogate");
    assertRefused(with("text", "\"\\ude00 first\""), "receive", "text", "surrogate");
    assertThat(new Draft().value(utf8(GOOD.replace("Acme", "\\ud83d\\ude00"))).prepare())
        .isInstanceOf(Storable.SignalRows.class);
  }

  @Test
  void refusesHugeNumbers() {
    assertRefused(with("employees", "9".repeat(30)), "receive", "employees", "fits 64 bits");
    assertRefused(with("employees", "3000000000"), "validate", "employees", "0 to 2147483647");
    assertRefused(
        with("location", "{\"lat\": 1e999, \"lon\": 0}"),
        "receive",
        "location.lat",
        "fits 64 bits");
    assertRefused(with("employees", "9".repeat(5_000)), "receive", "value", "limits");
  }

  @Test
  void refusesNotANumber() {
    assertRefused(with("location", "{\"lat\": NaN, \"lon\": 0}"), "receive", "value", "JSON");
    assertRefused(with("location", "{\"lat\": Infinity, \"lon\": 0}"), "receive", "value", "JSON");
  }

  @Test
  void refusesDuplicateKeys() {
    assertRefused(
        ofDocument("{\"name\": \"a\", \"name\": \"b\"}"), "receive", "name", "comes once");
    assertRefused(
        with("location", "{\"lat\": 51.5, \"lat\": 52, \"lon\": 0}"),
        "receive",
        "location.lat",
        "comes once");
  }

  @Test
  void refusesNestingOfFiftyLevels() {
    assertRefused(
        with("links", "[".repeat(50) + "]".repeat(50)), "receive", "links", "is an object");
    assertRefused(
        ofDocument("{\"links\":[{\"to\":" + "[".repeat(50) + "]".repeat(50) + "}]}"),
        "receive",
        "links.to",
        "is a text");
  }

  @Test
  void refusesARecordOfFiveMegabytesByItsSizeAlone() {
    Refusal refusal = new Draft().value(new byte[5_000_000]).refusal();
    assertRefused(refusal, "receive", "value", "at most 1000000 bytes");
    assertThat(refusal.value()).isEqualTo("5000000 bytes");
  }

  @Test
  void refusesMissingFields() {
    assertRefused(ofDocument("{}"), "validate", "observed", "is required");
    assertRefused(
        ofDocument("{\"observed\": \"2026-10-05T12:00:00Z\"}"), "validate", "name", "is required");
    assertRefused(
        ofDocument("{\"observed\": \"2026-10-05T12:00:00Z\", \"name\": \"a\"}"),
        "validate",
        "location",
        "is required");
    assertRefused(with("location", "{\"lat\": 51.5}"), "validate", "location.lon", "is required");
  }

  @Test
  void refusesUnknownFieldsAndNamesTheOneThatWasMeant() {
    assertRefused(with("colour", "1"), "receive", "colour", "is no field of a business");
    assertRefused(
        with("starts", "\"2026-01-01\""), "receive", "starts", "is no field of a business");
    assertRefused(with("sic_codes", "[]"), "receive", "sic_codes", "write sicCodes");
    assertRefused(
        with("location", "{\"latitude\": 51.5, \"lon\": 0}"),
        "receive",
        "location.latitude",
        "no field of a location");
  }

  @Test
  void refusesWrongTypes() {
    assertRefused(with("name", "7"), "receive", "name", "is a text");
    assertRefused(with("name", "null"), "receive", "name", "is a text");
    assertRefused(with("employees", "\"7\""), "receive", "employees", "is a whole number");
    assertRefused(with("employees", "7.5"), "receive", "employees", "is a whole number");
    assertRefused(with("sicCodes", "\"62012\""), "receive", "sicCodes", "is an array");
    assertRefused(with("location", "\"Leeds\""), "receive", "location", "is an object");
    assertRefused(ofDocument("[]"), "receive", "value", "one JSON object");
    assertRefused(ofDocument(GOOD + GOOD), "receive", "value", "one JSON object");
    assertRefused(ofDocument(""), "receive", "value", "one JSON object");
    assertRefused(ofDocument("{\"name\": "), "receive", "value", "one JSON object");
  }

  @ParameterizedTest
  @CsvSource({
    "0000-01-01T00:00:00Z, lies in the years 1900 to 2099",
    "9999-12-31T23:59:59Z, lies in the years 1900 to 2099",
    "2016-12-31T23:59:60Z, leap second",
    "2026-10-05T12:00:00, with offset",
    "2026-10-05, with offset",
    "2026-02-30T12:00:00Z, with offset",
    "2026-10-05T25:00:00Z, with offset",
    "2026-10-05T12:00:00+99:00, with offset",
    "yesterday, with offset"
  })
  void refusesTimesThatAreNone(String time, String rule) {
    assertRefused(with("observed", "\"" + time + "\""), "validate", "observed", rule);
  }

  @ParameterizedTest
  @CsvSource({
    "0000-01-01, lies in the years",
    "9999-01-01, lies in the years",
    "2026-13-01, is a date",
    "01/02/2026, is a date"
  })
  void refusesDatesThatAreNone(String date, String rule) {
    assertRefused(with("closed", "\"" + date + "\""), "validate", "closed", rule);
  }

  @Test
  void refusesPointsOutsideTheCountry() {
    assertRefused(
        with("location", "{\"lat\": 90, \"lon\": 0}"), "locate", "location", "in the country");
    assertRefused(
        with("location", "{\"lat\": -90, \"lon\": 180}"), "locate", "location", "in the country");
    assertRefused(
        with("location", "{\"lat\": 48.85, \"lon\": 2.35}"),
        "locate",
        "location",
        "in the country");
    assertRefused(
        with("location", "{\"lat\": 91, \"lon\": 0}"), "validate", "location.lat", "-90 to 90");
  }

  @Test
  void hintsAtSwappedCoordinates() {
    Refusal refusal = with("location", "{\"lat\": -0.12, \"lon\": 51.5}");
    assertThat(refusal).isEqualTo(new Refusal.SwappedCoordinates("location", "-0.12, 51.5"));
    assertThat(refusal.rule()).contains("swap them");
  }

  @Test
  void refusesPlacesThatAreUnknownOrAmbiguous() {
    assertRefused(
        with("location", "{\"place\": \"Atlantis\"}"), "locate", "location.place", "gazetteer");
    Refusal newport = with("location", "{\"place\": \"Newport\"}");
    assertRefused(newport, "locate", "location.place", "several places");
    assertThat(newport.value()).startsWith("Newport: Newport (");
    assertRefused(
        with("location", "{\"postcode\": \"EC1V 2NX\"}"),
        "locate",
        "location.postcode",
        "postcode directory");
    assertRefused(
        with("location", "{\"lat\": 51.5, \"lon\": 0, \"place\": \"Leeds\"}"),
        "validate",
        "location",
        "is one of");
  }

  @Test
  void refusesEnvelopesThatTellNoSignal() {
    assertRefused(new Draft().key(null).refusal(), "receive", "key", "source|id");
    assertRefused(new Draft().key(utf8("a")).refusal(), "receive", "key", "source|id");
    assertRefused(
        new Draft().key(utf8("test|b")).refusal(), "receive", "ce_id", "same as in the key");
    assertRefused(
        new Draft().header("ce_source", null).refusal(), "receive", "ce_source", "required");
    assertRefused(new Draft().header("ce_time", null).refusal(), "receive", "ce_time", "required");
    assertRefused(new Draft().header("ce_time", "noon").refusal(), "receive", "ce_time", "offset");
    assertRefused(
        new Draft().header("ce_specversion", "0.3").refusal(), "receive", "ce_specversion", "1.0");
    assertRefused(
        new Draft().header("content-type", "text/csv").refusal(),
        "receive",
        "content-type",
        "application/json");
  }

  @Test
  void refusesUnknownTypesAndThoseOfAnotherTopic() {
    assertRefused(
        new Draft().header("ce_type", "org.techindex.signal.school.v1").refusal(),
        "receive",
        "ce_type",
        "known type");
    assertRefused(
        new Draft().header("ce_type", "org.techindex.signal.event.v1").refusal(),
        "receive",
        "ce_type",
        "belongs on topic signals.event");
  }

  @Test
  void takesTombstonesOfUnknownIdsAndThoseWithoutHeaders() {
    assertThat(new Draft().value(null).prepare()).isInstanceOf(Storable.SignalRows.class);
    assertThat(
            new Draft()
                .value(null)
                .header("ce_id", null)
                .header("ce_source", null)
                .header("ce_time", null)
                .header("ce_type", null)
                .prepare())
        .isInstanceOf(Storable.SignalRows.class);
    assertRefused(new Draft().value(null).key(null).refusal(), "receive", "key", "source|id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "url; \"javascript:alert(1)\"; url; http or https",
        "sicCodes; [\"6\"]; sicCodes; SIC 2007",
        "companyNumber; \"123456789\"; companyNumber; company number",
        "sectors; [{\"sector\": \"Fintech\"}]; sectors.sector; five sectors",
        "sectors; [{\"sector\": \"All sectors\"}]; sectors.sector; five sectors",
        "sectors; [{\"sector\": \"AI and Data\", \"probability\": 1.5}]; sectors.probability; from 0 to 1",
        "links; [{\"to\": \"nobody\", \"relation\": \"other\"}]; links.to; source|id",
        "links; [{\"to\": \"a|b\", \"relation\": \"likes\"}]; links.relation; hosted-at",
        "id; \"b\"; id; same as in the ce_ headers"
      })
  void refusesValuesThatBreakTheRulesOfTheirField(
      String field, String json, String refusedField, String rule) {
    assertRefused(with(field, json), "validate", refusedField, rule);
  }
}
