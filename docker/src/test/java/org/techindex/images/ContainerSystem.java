package org.techindex.images;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** Kafka, PostgreSQL and the services of techindex, a container each, as compose.yaml has them. */
final class ContainerSystem implements AutoCloseable {

  static final int API_PORT = 8080;
  static final int ADMIN_PORT = 8081;
  static final int PROMETHEUS_PORT = 9090;

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int READABLE = 0444;
  private static final String PASSWORD_FILE = "/run/secrets/database/password";
  private static final List<String> ROLES =
      List.of("techindex_migrate", "techindex_ingest", "techindex_scoring", "techindex_api");

  /** The last whole month, which a release is made of. */
  final String month = YearMonth.now(ZoneOffset.UTC).minusMonths(1).toString();

  final Map<String, String> images = new TreeMap<>();
  final PostgreSQLContainer postgres;
  final KafkaContainer kafka;
  final GenericContainer<?> ingest;
  final GenericContainer<?> scoring;
  final GenericContainer<?> api;

  private final Network network = Network.newNetwork();
  private final HttpClient http = HttpClient.newHttpClient();

  /** Builds the images, and makes the containers without starting them. */
  @SuppressWarnings("resource")
  ContainerSystem() throws IOException, InterruptedException {
    for (String target : List.of("tool", "ingest", "scoring", "api")) {
      images.put(target, DockerEngine.build(target));
    }
    postgres =
        new PostgreSQLContainer(DockerImageName.parse("postgres:18"))
            .withNetwork(network)
            .withNetworkAliases("postgres")
            .withDatabaseName("techindex")
            .withUsername("postgres")
            .withPassword(password("postgres"));
    kafka =
        new KafkaContainer(DockerImageName.parse("apache/kafka:4.3.1"))
            .withNetwork(network)
            .withNetworkAliases("kafka")
            .withListener("kafka:19092");
    ingest = service("ingest", ADMIN_PORT);
    scoring = service("scoring", ADMIN_PORT);
    api = service("api", API_PORT, ADMIN_PORT);
  }

  /** The password of a role; of this test alone. */
  static String password(String role) {
    return "secret-of-" + role;
  }

  /** Starts everything in the order of compose.yaml. */
  void start() {
    postgres.start();
    kafka.start();
    roles();
    job("migrate", "techindex_migrate");
    job("topics", "techindex_migrate");
    ingest.start();
    scoring.start();
    api.start();
  }

  /** Runs a command of the image of the command line to its end. */
  @SuppressWarnings("resource")
  String job(String command, String role) {
    return runToEnd(secured("tool", role).withCommand(command.split(" ")));
  }

  @SuppressWarnings("resource")
  void roles() {
    GenericContainer<?> job =
        secured("tool", "postgres").withCommand("roles", "--passwords", "/run/secrets/roles");
    for (String role : ROLES) {
      job.withCopyToContainer(
          Transferable.of(password(role), READABLE), "/run/secrets/roles/" + role);
    }
    runToEnd(job);
  }

  private static String runToEnd(GenericContainer<?> job) {
    try (job) {
      job.withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(PATIENCE)).start();
      return job.getLogs();
    }
  }

  @SuppressWarnings("resource")
  private GenericContainer<?> service(String name, Integer... ports) {
    return secured(name, "techindex_" + name)
        .withNetworkAliases(name)
        .withExposedPorts(ports)
        .waitingFor(Wait.forHealthcheck().withStartupTimeout(PATIENCE));
  }

  /** A Prometheus with the settings of compose.yaml, not started. */
  @SuppressWarnings("resource")
  GenericContainer<?> prometheus() {
    return new GenericContainer<>(DockerImageName.parse("prom/prometheus:v3.5.0"))
        .withNetwork(network)
        .withCopyFileToContainer(
            MountableFile.forHostPath("prometheus/prometheus.yml", READABLE),
            "/etc/prometheus/prometheus.yml")
        .withCopyFileToContainer(
            MountableFile.forHostPath("prometheus/alerts.yml", READABLE),
            "/etc/prometheus/alerts.yml")
        .withExposedPorts(PROMETHEUS_PORT)
        .waitingFor(Wait.forHttp("/-/ready"));
  }

  /** Sends one record without headers. */
  void publish(String topic, String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.getBootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8))).get();
    }
  }

  /** With a root that cannot be written, no capabilities, and the password in a file. */
  @SuppressWarnings("resource")
  private GenericContainer<?> secured(String target, String role) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("TECHINDEX_KAFKA_BOOTSTRAP_SERVERS", "kafka:19092");
    environment.put("TECHINDEX_DATABASE_URL", "jdbc:postgresql://postgres/techindex");
    environment.put("TECHINDEX_DATABASE_USER", role);
    environment.put("TECHINDEX_DATABASE_PASSWORD_FILE", PASSWORD_FILE);
    environment.put("TECHINDEX_LOG_FORMAT", "json");
    return new GenericContainer<>(DockerImageName.parse(images.getOrDefault(target, target)))
        .withNetwork(network)
        .withEnv(environment)
        .withCopyToContainer(Transferable.of(password(role) + "\n", READABLE), PASSWORD_FILE)
        .withTmpFs(Map.of("/tmp", "exec,mode=1777,size=64m"))
        .withCreateContainerCmdModifier(command ->
            command
                .getHostConfig()
                .withCapDrop(com.github.dockerjava.api.model.Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges:true")));
  }

  /** What a service answers; the text "status 503" where that is not 200. */
  String get(GenericContainer<?> service, int port, String path) {
    URI address =
        URI.create("http://" + service.getHost() + ":" + service.getMappedPort(port) + path);
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? answer.body() : "status " + answer.statusCode();
    } catch (IOException e) {
      return "no answer: " + e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** Runs a command in a container, which has to succeed. */
  static String inside(GenericContainer<?> container, String... command)
      throws IOException, InterruptedException {
    Container.ExecResult result = container.execInContainer(command);
    if (result.getExitCode() != 0) {
      throw new IllegalStateException(
          String.join(" ", command) + ": " + result.getStdout() + result.getStderr());
    }
    return result.getStdout();
  }

  @Override
  public void close() {
    api.close();
    scoring.close();
    ingest.close();
    kafka.close();
    postgres.close();
    network.close();
  }
}
