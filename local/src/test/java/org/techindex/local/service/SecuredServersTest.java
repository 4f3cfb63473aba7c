package org.techindex.local.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.common.run.OperatorException;
import org.techindex.ingest.receive.Topics;
import org.techindex.local.SystemParts;
import org.techindex.local.embedded.EmbeddedDatabase;
import org.techindex.local.embedded.EmbeddedKafka;

/** A broker and a database that take no connection without TLS and a password. */
class SecuredServersTest {

  private static final String PASSWORD = "changeit";

  @TempDir private Path directory = Path.of("");

  /** The server's own, which it makes its files in. */
  @TempDir private Path data = Path.of("");

  @Test
  void theUsersOfTheBrokerConnectByTlsWithTheirPasswordAndWithNoOther() throws Exception {
    Path keys = certified("broker");
    String own = "127.0.0.1:" + freePort();
    String secured = "127.0.0.1:" + freePort();
    try (EmbeddedKafka _ = EmbeddedKafka.start(data, securedBy(keys, own, secured));
        Admin inside = Admin.create(Map.of("bootstrap.servers", own))) {
      BrokerUsers.make(inside, passwords("first"));

      assertThat(topics(secured, keys, "first")).contains("signals.business");
      assertThatThrownBy(() -> topics(secured, keys, "other"))
          .hasCauseInstanceOf(SaslAuthenticationException.class);
      assertThatThrownBy(() -> topics(secured, certified("somebody-else"), "first"))
          .hasCauseInstanceOf(SslAuthenticationException.class);

      BrokerUsers.make(inside, passwords("second"));
      assertThat(topics(secured, keys, "second")).contains("signals.business");
      assertThatThrownBy(() -> topics(secured, keys, "first"))
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
  }

  /** What the listener that is for everybody but the broker itself needs. */
  private static Map<String, String> securedBy(Path keys, String own, String listener)
      throws IOException {
    String controller = "127.0.0.1:" + freePort();
    Map<String, String> properties = new HashMap<>();
    properties.put(
        "listeners", "OWN://" + own + ",SECURED://" + listener + ",CONTROLLER://" + controller);
    properties.put("controller.quorum.voters", "1@" + controller);
    properties.put(
        "listener.security.protocol.map", "OWN:PLAINTEXT,SECURED:SASL_SSL,CONTROLLER:PLAINTEXT");
    properties.put("inter.broker.listener.name", "OWN");
    properties.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    properties.put(
        "listener.name.secured.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    properties.put("ssl.keystore.type", "PKCS12");
    properties.put("ssl.keystore.location", keys.resolve("server.p12").toString());
    properties.put("ssl.keystore.password", PASSWORD);
    return properties;
  }

  /** What a service sees with a file of client properties; the topics are made first. */
  private Set<String> topics(String brokers, Path keys, String password) throws Exception {
    Path file = directory.resolve("client.properties");
    Files.writeString(
        file,
        """
        security.protocol=SASL_SSL
        sasl.mechanism=SCRAM-SHA-512
        sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
        username="techindex_ingest" password="%s";
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        """
            .formatted(password, keys.resolve("server.crt")));
    try (Admin admin = Admin.create(Map.copyOf(SystemParts.kafka(brokers, Optional.of(file))))) {
      Set<String> before = admin.listTopics().names().get();
      if (before.isEmpty()) {
        Topics.create(admin, 1);
      }
      return admin.listTopics().names().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Path passwords(String password) throws IOException {
    Path passwords = Files.createDirectories(directory.resolve("passwords"));
    for (String user : BrokerUsers.ALL) {
      Files.writeString(passwords.resolve(user), password + "\n");
    }
    return passwords;
  }

  @Test
  void theDatabaseIsReachedByTlsAndItsCertificateIsChecked() throws Exception {
    Path keys = certified("database");
    Path others = certified("somebody-else");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(data, false)) {
      try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
          Statement statement = connection.createStatement()) {
        statement.execute("alter system set ssl_cert_file = '" + keys.resolve("server.crt") + "'");
        statement.execute("alter system set ssl_key_file = '" + keys.resolve("server.key") + "'");
        statement.execute("alter system set ssl = on");
        statement.execute("select pg_reload_conf()");
      }

      try (HikariDataSource pool = connect(database, keys);
          Connection connection = pool.getConnection();
          Statement statement = connection.createStatement();
          ResultSet own =
              statement.executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
        assertThat(own.next()).isTrue();
        assertThat(own.getBoolean(1)).isTrue();
      }
      assertThatThrownBy(() -> connect(database, others))
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("does not answer");
    }
  }

  private static HikariDataSource connect(EmbeddedDatabase database, Path trusted) {
    String url = database.jdbcUrl();
    return SystemParts.database(
        url
            + (url.contains("?") ? "&" : "?")
            + "sslmode=verify-full&sslrootcert="
            + trusted.resolve("server.crt"),
        "postgres",
        "",
        2);
  }

  /** A key of its own, and a certificate for this machine that it signed itself. */
  private Path certified(String name) throws Exception {
    Path keys = Files.createDirectories(directory.resolve(name));
    Path store = keys.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(keys.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore read = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    Files.writeString(
        keys.resolve("server.crt"), pem("CERTIFICATE", read.getCertificate("server").getEncoded()));
    Path keyFile = keys.resolve("server.key");
    Key key = read.getKey("server", PASSWORD.toCharArray());
    Files.writeString(keyFile, pem("PRIVATE KEY", key.getEncoded()));
    Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
    return keys;
  }

  private static String pem(String label, byte[] bytes) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
