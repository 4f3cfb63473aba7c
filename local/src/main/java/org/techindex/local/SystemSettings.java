package org.techindex.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.techindex.api.MapStyle;
import org.techindex.api.resource.Retirement;
import org.techindex.common.config.Setting;
import org.techindex.common.method.MethodFile;

/** Everything that an operator can set, by part. */
public final class SystemSettings {

  public static final Setting<String> KAFKA_BOOTSTRAP_SERVERS =
      Setting.text("kafka.bootstrap-servers", "127.0.0.1:9092", "host:port of the brokers");
  public static final Setting<Path> KAFKA_PROPERTIES =
      Setting.path("kafka.properties", "file of client properties, for encryption and passwords");

  public static final Setting<String> DATABASE_URL =
      Setting.text("database.url", "jdbc:postgresql://127.0.0.1:5432/techindex", "JDBC address");
  public static final Setting<String> DATABASE_USER =
      Setting.text("database.user", "techindex", "role to connect as");
  public static final Setting<String> DATABASE_PASSWORD =
      Setting.secret("database.password", "password of the role");
  public static final Setting<Integer> DATABASE_CONNECTIONS =
      Setting.whole("database.connections", 8, 2, 100, "most connections at a time");

  public static final Setting<Path> PLACE_POSTCODES =
      Setting.path("place.postcodes", "CSV of postcodes with points: the ONS Postcode Directory");
  public static final Setting<Path> PLACE_BOUNDARIES =
      Setting.path("place.boundaries", "GeoJSON of the twelve regions");

  public static final Setting<String> INGEST_GROUP =
      Setting.text("ingest.group", "techindex-ingest", "Kafka consumer group");
  public static final Setting<Integer> INGEST_BATCH_RECORDS =
      Setting.whole("ingest.batch-records", 5_000, 1, 100_000, "most records of a transaction");

  public static final Setting<String> SCORING_METHOD =
      Setting.text(
          "scoring.method",
          MethodFile.INCLUDED.getFirst(),
          "method of the live index: a name or the path of a method file");

  public static final Setting<String> RELEASE_LICENCE =
      Setting.text("release.licence", "CC-BY-4.0", "licence of the published figures");
  public static final Setting<String> RELEASE_CONTACT =
      Setting.text("release.contact", "the operator of this index", "where readers may ask");

  public static final Setting<String> API_HOST =
      Setting.text("api.host", "127.0.0.1", "address to listen on; 0.0.0.0 for all");
  public static final Setting<Integer> API_PORT =
      Setting.whole(
          "api.port", 8080, 0, 65_535, "port of the API and the pages; 0 takes a free one");
  public static final Setting<Integer> API_ADMIN_PORT =
      Setting.whole(
          "api.admin-port", 8081, 0, 65_535, "port of health and metrics; 0 takes a free one");
  public static final Setting<Integer> API_REQUESTS_PER_MINUTE =
      Setting.whole(
          "api.requests-per-minute", 6_000, 1, 1_000_000, "most requests of one client address");
  public static final Setting<Boolean> API_BEHIND_PROXY =
      Setting.flag(
          "api.behind-proxy", false, "whether the client is the last one of X-Forwarded-For");
  public static final Setting<URI> API_MAP_STYLE =
      new Setting<>(
          "api.map-style",
          Optional.empty(),
          "address of a MapLibre style to draw under the map",
          false,
          MapStyle::parse);
  public static final Setting<List<URI>> API_MAP_HOSTS =
      new Setting<>(
          "api.map-hosts",
          Optional.empty(),
          "further servers that this style loads from, with commas between",
          false,
          text -> Stream.of(text.split(",")).map(MapStyle::parse).toList());
  public static final Setting<Map<String, Retirement>> API_RETIRING =
      new Setting<>(
          "api.retiring",
          Optional.empty(),
          "addresses that will go, with dates: report.pdf=2027-01-01/2027-07-01,...",
          false,
          Retirement::parse);

  public static final Setting<String> ADMIN_HOST =
      Setting.text(
          "admin.host", "127.0.0.1", "address where ingest and scoring tell health and metrics");
  public static final Setting<Integer> INGEST_ADMIN_PORT =
      Setting.whole("ingest.admin-port", 8082, 0, 65_535, "port of ingest's health and metrics");
  public static final Setting<Integer> SCORING_ADMIN_PORT =
      Setting.whole("scoring.admin-port", 8083, 0, 65_535, "port of scoring's health and metrics");
  public static final Setting<String> METRICS_OTLP_URL =
      Setting.text(
          "metrics.otlp-url",
          "OpenTelemetry collector to send metrics to, http://HOST:4318/v1/metrics");
  public static final Setting<String> LOG_LEVEL =
      Setting.oneOf("log.level", List.of("info", "warn", "error", "debug"), "least level logged");
  public static final Setting<String> LOG_FORMAT =
      Setting.oneOf("log.format", List.of("text", "json"), "how the services write their log");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      List.of(
          KAFKA_BOOTSTRAP_SERVERS,
          KAFKA_PROPERTIES,
          DATABASE_URL,
          DATABASE_USER,
          DATABASE_PASSWORD,
          DATABASE_CONNECTIONS,
          PLACE_POSTCODES,
          PLACE_BOUNDARIES,
          INGEST_GROUP,
          INGEST_BATCH_RECORDS,
          SCORING_METHOD,
          RELEASE_LICENCE,
          RELEASE_CONTACT,
          API_HOST,
          API_PORT,
          API_ADMIN_PORT,
          API_REQUESTS_PER_MINUTE,
          API_BEHIND_PROXY,
          API_MAP_STYLE,
          API_MAP_HOSTS,
          API_RETIRING,
          ADMIN_HOST,
          INGEST_ADMIN_PORT,
          SCORING_ADMIN_PORT,
          METRICS_OTLP_URL,
          LOG_LEVEL,
          LOG_FORMAT);

  private SystemSettings() {}
}
