package org.techindex.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.common.place.NearestPlaceTerritory;
import org.techindex.common.run.OperatorException;
import org.techindex.common.run.Progress;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestKafka;
import org.techindex.common.testing.TestPostgres;
import org.techindex.ingest.locate.Locator;
import org.techindex.ingest.publish.KafkaSink;
import org.techindex.ingest.publish.PublishReport;
import org.techindex.ingest.publish.PublishRun;
import org.techindex.ingest.receive.Topics;

/**
 * Producers and ingest on a broker that asks for encryption, and for a password or a certificate.
 */
class SecuredKafkaTest {

  private static final String PASSWORD = "for-tests-only";
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private static Path directory = Path.of("");

  private static int scramPort;
  private static int certificatePort;

  @SuppressWarnings("NullAway.Init")
  private static TestKafka kafka;

  @BeforeAll
  static void startBroker() throws Exception {
    scramPort = TestKafka.freePort();
    certificatePort = TestKafka.freePort();
    keyPair("broker");
    keyPair("producer");
    Map<String, String> properties = new HashMap<>();
    properties.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PASSWORDS:SASL_SSL,CERTIFICATES:SSL");
    properties.put("inter.broker.listener.name", "PLAINTEXT");
    properties.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    properties.put(
        "listener.name.passwords.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    properties.put("listener.name.certificates.ssl.client.auth", "required");
    properties.putAll(keys("broker"));
    properties.putAll(trust("producer"));
    kafka =
        TestKafka.start(
            List.of(
                "PASSWORDS://127.0.0.1:" + scramPort,
                "CERTIFICATES://127.0.0.1:" + certificatePort),
            properties);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      Topics.create(admin, 1);
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      "techindex",
                      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096),
                      PASSWORD)))
          .all()
          .get();
    }
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Test
  void passwordsOverTlsCarryASignalFromTheFileToTheDatabase() throws Exception {
    assertThat(storedThrough(scram(PASSWORD), "scram")).isEqualTo(1);
  }

  @Test
  void certificatesCarryASignalFromTheFileToTheDatabase() throws Exception {
    Map<String, String> client = new HashMap<>();
    client.put("bootstrap.servers", "127.0.0.1:" + certificatePort);
    client.put("security.protocol", "SSL");
    client.putAll(keys("producer"));
    client.putAll(trust("broker"));

    assertThat(storedThrough(client, "certificate")).isEqualTo(1);
  }

  @Test
  void aWrongPasswordIsOneLineThatDoesNotShowIt() {
    assertThatThrownBy(() -> new KafkaSink(scram("guessed-secret")))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("127.0.0.1:" + scramPort)
        .hasMessageContaining("uthentication")
        .hasMessageNotContaining("guessed-secret");
  }

  private static Map<String, String> scram(String password) {
    Map<String, String> client = new HashMap<>();
    client.put("bootstrap.servers", "127.0.0.1:" + scramPort);
    client.put("security.protocol", "SASL_SSL");
    client.put("sasl.mechanism", "SCRAM-SHA-512");
    client.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required"
            + " username=\"techindex\" password=\""
            + password
            + "\";");
    client.putAll(trust("broker"));
    return client;
  }

  /** Signals of the source in the database after ingest went through the topics. */
  private static long storedThrough(Map<String, String> client, String source) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve(source + ".csv"),
            "id,observed,name,lat,lon\n1,2026-01-02T03:04:05Z,Acme,53.8,-1.55\n");
    PublishReport report =
        new PublishRun(
                new PublishRun.PublishOrder(
                    List.of(file),
                    Optional.of(SignalKind.BUSINESS),
                    Optional.of(source),
                    Optional.empty(),
                    Optional.empty()),
                Progress.Display.standardError())
            .publish(client);
    assertThat(report.lines().getLast())
        .startsWith("what became of them: receipt --batch signals.business/0@");
    TestDatabase database = TestPostgres.freshDatabase();
    try (IngestService ingest =
        new IngestService(
            client,
            database.dataSource(),
            EvidenceClassifier.shipped(),
            new Locator(
                IngestRig.GAZETTEER,
                new NearestPlaceTerritory(IngestRig.GAZETTEER),
                Optional.empty()),
            IngestSettings.standard(),
            new SimpleMeterRegistry())) {
      ingest.start();
      assertThat(ingest.awaitCaughtUp(SOON)).isTrue();
    }
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*) from signal where source = '" + source + "'")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** A key pair with its certificate, for 127.0.0.1. */
  private static void keyPair(String name) throws IOException, InterruptedException {
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=ip:127.0.0.1",
        "-validity",
        "7",
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-keystore",
        directory.resolve(name + ".p12").toString());
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        name,
        "-storepass",
        PASSWORD,
        "-keystore",
        directory.resolve(name + ".p12").toString(),
        "-file",
        directory.resolve(name + ".pem").toString());
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).describedAs(said).isEqualTo(0);
  }

  private static Map<String, String> keys(String name) {
    return Map.of(
        "ssl.keystore.type",
        "PKCS12",
        "ssl.keystore.location",
        directory.resolve(name + ".p12").toString(),
        "ssl.keystore.password",
        PASSWORD);
  }

  private static Map<String, String> trust(String name) {
    return Map.of(
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        directory.resolve(name + ".pem").toString());
  }
}
