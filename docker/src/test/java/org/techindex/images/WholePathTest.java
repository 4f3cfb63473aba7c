package org.techindex.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.opentest4j.TestAbortedException;
import org.testcontainers.containers.GenericContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the sample to a ranking, a release, a kill and a restored backup, in the containers that are
 * shipped. Each test goes on where the one before ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class WholePathTest {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String TABLE = "/api/v1/live/sectors/ai-and-data/clusters.csv";
  private static final Pattern METRIC = Pattern.compile("techindex_[a-z_]+");

  private static @Nullable ContainerSystem running;

  @BeforeAll
  static void startsTheSystem() throws IOException, InterruptedException {
    if (!DockerEngine.answers()) {
      String why = "the tests in containers: no Docker engine answers";
      System.out.println("skipped: " + why);
      throw new TestAbortedException(why);
    }
    ContainerSystem system = new ContainerSystem();
    running = system;
    system.start();
    Stream.of(system.postgres, system.kafka, system.ingest, system.scoring, system.api)
        .forEach(container ->
            System.out.println("container of image " + container.getDockerImageName()));
  }

  @AfterAll
  static void stopsTheSystem() {
    if (running != null) {
      running.close();
    }
  }

  private static ContainerSystem system() {
    if (running == null) {
      throw new IllegalStateException("the system was not started");
    }
    return running;
  }

  @Test
  @Order(1)
  void theSampleIsPublishedStoredAndRanked() {
    assertThat(system().job("sample", "techindex_ingest")).contains("sample signals published");

    // The sample is seeded and no result depends on the order of arrival: this is what README
    // shows.
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          String london = "ai-and-data.london,1,\"London, Slough\",\"Greater London, South East\",";
          String table = liveTable();
          assertThat(table).contains(london);
          String percentage = table.substring(table.indexOf(london) + london.length());
          assertThat(Double.parseDouble(percentage.substring(0, percentage.indexOf(','))))
              .as("rounded, as README shows it")
              .isCloseTo(25.7, within(0.05));
        });
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(metric(system().ingest, "techindex_receive_lag_records")).isZero());
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(percentages(liveTable())).isCloseTo(100, within(1e-6)));
  }

  /**
   * Grafana is not started here (docker/dashboards draws its panels), but what they ask is asked of
   * a Prometheus that watches.
   */
  @Test
  @Order(2)
  void everyPanelOfTheDashboardsAndEveryAlertHasDataInPrometheus() throws Exception {
    system().publish("signals.business", "not a signal");
    assertThat(system().get(system().api, ContainerSystem.API_PORT, "/api/v1/nothing"))
        .isEqualTo("status 404");
    Set<String> expressions = new TreeSet<>();
    for (String board : List.of("techindex.json", "processes.json")) {
      JsonNode panels =
          JsonMapper.shared().readTree(Path.of("grafana/dashboards/" + board).toFile());
      for (JsonNode panel : panels.path("panels")) {
        panel.path("targets").forEach(each -> expressions.add(each.path("expr").asString()));
      }
    }
    Matcher names = METRIC.matcher(Files.readString(Path.of("prometheus/alerts.yml")));
    while (names.find()) {
      expressions.add(names.group());
    }

    try (GenericContainer<?> prometheus = system().prometheus()) {
      prometheus.start();
      assertThat(expressions).hasSizeGreaterThan(25);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(expressions)
                  .allSatisfy(expression ->
                      assertThat(answer(prometheus, expression))
                          .contains("\"status\":\"success\"")
                          .contains("\"value\":[")));
      assertThat(
              ContainerSystem.inside(
                  prometheus, "promtool", "check", "rules", "/etc/prometheus/alerts.yml"))
          .contains("SUCCESS");
    }
  }

  private static String answer(GenericContainer<?> prometheus, String expression) {
    return system()
        .get(
            prometheus,
            ContainerSystem.PROMETHEUS_PORT,
            "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
  }

  @Test
  @Order(3)
  void theLogsAreJsonAndHoldNoSecret() {
    for (GenericContainer<?> service : List.of(system().ingest, system().scoring, system().api)) {
      String log = service.getLogs();
      assertThat(log).contains("database.password").contains("••••").doesNotContain("secret-of-");
      assertThat(log.lines().filter(line -> line.startsWith("{")))
          .allSatisfy(line -> assertThat(line).contains("\"level\":").endsWith("}"));
    }
  }

  @Test
  @Order(4)
  void eachServiceHasTheRightsOfItsRoleAndNoOthers() {
    assertRefused("techindex_api", "insert into live_document values ('x', 1, now(), '', '')");
    assertRefused("techindex_api", "update signal set name = 'x'");
    assertRefused("techindex_ingest", "select * from release");
    assertRefused("techindex_scoring", "delete from signal");
    assertRefused("techindex_migrate", "create role another");
  }

  private static void assertRefused(String role, String statement) {
    assertThatThrownBy(() -> execute(role, statement))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }

  private static void execute(String role, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                system().postgres.getJdbcUrl(), role, ContainerSystem.password(role));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  @Order(5)
  void nothingCanBeWrittenOutsideTheTemporaryDirectoryAndNobodyIsRoot()
      throws IOException, InterruptedException {
    assertThat(ContainerSystem.inside(system().api, "id", "-u")).isEqualTo("10001\n");
    assertThat(system().api.execInContainer("touch", "/app/x").getExitCode()).isNotZero();
  }

  /** The jars of the image were built in a container, these beside the test on this machine. */
  @Test
  @Order(6)
  void twoBuildsOfOneSourceGiveTheSameBytes() throws Exception {
    for (String module : List.of("common", "ingest", "scoring")) {
      Path jar = Path.of("../" + module + "/target/techindex-" + module + "-1.0.0-SNAPSHOT.jar");
      assumeThat(jar).as("only `verify` makes jars").exists();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));

      assertThat(ContainerSystem.inside(system().api, "sha256sum", "/app/lib/" + jar.getFileName()))
          .startsWith(HexFormat.of().formatHex(digest));
    }
  }

  @Test
  @Order(7)
  void aReleaseIsMadeServedAndTheSameWhenMadeAgain() throws IOException, InterruptedException {
    ContainerSystem.inside(system().scoring, "techindex", "release", "make", system().month);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(
                    system()
                        .get(
                            system().api,
                            ContainerSystem.API_PORT,
                            "/api/v1/releases/" + system().month + ".v1/clusters.csv"))
                .contains("London"));
    assertThat(verify()).contains("is the same, byte for byte");
    assertThatThrownBy(() -> execute("techindex_scoring", "update release set manifest = '{}'"))
        .hasMessageContaining("is published and stays as it is");
  }

  private static String verify() throws IOException, InterruptedException {
    return ContainerSystem.inside(
        system().scoring, "techindex", "release", "verify", system().month + ".v1");
  }

  @Test
  @Order(8)
  void theApiServesWhileTheDatabaseIsAwayAndTellsThatItIsNotReady() {
    var docker = system().postgres.getDockerClient();
    String id = system().postgres.getContainerId();
    docker.pauseContainerCmd(id).exec();
    try {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(admin("/readyz")).doesNotContain("\"ready\":true"));
      assertThat(admin("/livez")).isEqualTo("alive\n");
      assertThat(liveTable()).contains("London");
    } finally {
      docker.unpauseContainerCmd(id).exec();
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(admin("/readyz")).contains("\"ready\":true"));
  }

  @Test
  @Order(9)
  void aBackupRestoredIntoAnEmptyDatabaseVerifies() throws IOException, InterruptedException {
    system().ingest.stop();
    String before = served();
    shell("pg_dump -U postgres -Fc -f /tmp/backup techindex");
    shell("psql -U postgres -c 'drop database techindex with (force)'");
    shell("psql -U postgres -c 'create database techindex'");
    system().roles();
    shell("pg_restore -U postgres --exit-on-error -d techindex /tmp/backup");

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(admin("/readyz")).contains("true"));
    assertThat(verify()).contains("is the same, byte for byte");
    assertThat(served()).isEqualTo(before);
    system().ingest.start();
    assertThat(metric(system().ingest, "techindex_store_signals_total")).isZero();
  }

  private static String served() {
    return system()
        .get(
            system().api,
            ContainerSystem.API_PORT,
            "/api/v1/releases/" + system().month + ".v1/clusters.csv");
  }

  private static void shell(String command) throws IOException, InterruptedException {
    ContainerSystem.inside(system().postgres, "sh", "-c", command);
  }

  private static String liveTable() {
    return system().get(system().api, ContainerSystem.API_PORT, TABLE);
  }

  private static String admin(String path) {
    return system().get(system().api, ContainerSystem.ADMIN_PORT, path);
  }

  /** The sum of the column "percentage". */
  private static double percentages(String csv) {
    List<String> lines = csv.lines().toList();
    int column = List.of(lines.getFirst().split(",")).indexOf("percentage");
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)[column])
        .mapToDouble(Double::parseDouble)
        .sum();
  }

  /** The sum over all labels of a metric. */
  private static double metric(GenericContainer<?> service, String name) {
    return system()
        .get(service, ContainerSystem.ADMIN_PORT, "/metrics")
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .reduce(Double::sum)
        .orElse(Double.NaN);
  }
}
