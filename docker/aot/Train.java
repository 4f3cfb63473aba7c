import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.techindex.local.embedded.EmbeddedDatabase;
import org.techindex.local.embedded.EmbeddedKafka;

/**
 * Starts services against an embedded broker and database with the sample, and has the JVM
 * keep the classes that they loaded: {@code Train.java LAUNCHER OUT SERVICE...}. What a service
 * needs to find there is made by the class path of this program. Each runs as in compose.yaml: as
 * its own user, with a password from a file, and JSON as its log; what is not done here is not
 * ready at a start there.
 */
final class Train {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int ATTEMPTS = 3;
  private static final String ADMIN = "http://127.0.0.1:8081";
  private static final String MAIN = "org.techindex.local.Techindex";

  private final String launcher;
  private final Path out;
  private final String kafka;
  private final String database;
  private final Path passwords;
  private final HttpClient http = HttpClient.newHttpClient();

  private Train(String launcher, Path out, String kafka, String database, Path passwords) {
    this.launcher = launcher;
    this.out = out;
    this.kafka = kafka;
    this.database = database;
    this.passwords = passwords;
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("train");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        EmbeddedDatabase database =
            EmbeddedDatabase.start(directory.resolve("database"), false)) {
      Train train =
          new Train(
              arguments[0],
              Path.of(arguments[1]),
              kafka.bootstrapServers(),
              database.jdbcUrl(),
              Files.createDirectory(directory.resolve("passwords")));
      train.makeUsers();
      train.job("migrate", "migrate");
      train.job("ingest", "topics");
      train.job("ingest", "sample");
      List<String> services = List.of(arguments).subList(2, arguments.length);
      if (services.contains("api")) {
        train.run("ingest", train.here("ingest"), "");
        train.run("scoring", train.here("scoring"), "");
        train.job(
            "scoring",
            "release",
            "make",
            YearMonth.now(ZoneOffset.UTC).minusMonths(1).toString());
      }
      for (String service : services) {
        train.keepClasses(service);
      }
    }
    System.exit(0);
  }

  /**
   * Makes the cache of a service and starts the service from it. JDK 25 now and then writes a cache
   * with an empty place in its table of classes, from which no JVM starts ("SIGSEGV in
   * AOTLinkedClassBulkLoader::load_classes_impl"): such a one is made again.
   */
  private void keepClasses(String service) throws IOException, InterruptedException, SQLException {
    Path cache = out.resolve(service + ".aot");
    List<String> command = List.of(launcher, service);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Files.deleteIfExists(cache);
      if (service.equals("ingest")) {
        forgetWhatIsStored();
      }
      run(service, command, "-XX:AOTCacheOutput=" + cache);
      if (!Files.exists(cache)) {
        throw new IllegalStateException(service + " left no cache");
      }
      if (starts(service, command, "-XX:AOTMode=on -XX:AOTCache=" + cache)) {
        System.err.println(service + " starts from its cache");
        return;
      }
      System.err.println(service + " does not start from its cache: attempt " + attempt);
    }
    throw new IllegalStateException(service + " starts from no cache that was made of it");
  }

  /** So that ingest has the whole sample before it again. */
  private void forgetWhatIsStored() throws SQLException {
    try (Connection connection = DriverManager.getConnection(database, "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "truncate topic_partition, signal, signal_part, signal_link, signal_duplicate, refusal"
              + " cascade");
    }
  }

  /** A command by the class path of this program. */
  private List<String> here(String... command) {
    List<String> line = new ArrayList<>();
    line.add(ProcessHandle.current().info().command().orElse("java"));
    line.addAll(
        List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            MAIN));
    line.addAll(List.of(command));
    return line;
  }

  /** The four users, which then have to give a password; the superuser goes on without. */
  private void makeUsers() throws IOException, InterruptedException, SQLException {
    for (String role : List.of("migrate", "ingest", "scoring", "api")) {
      Files.writeString(password(role), "password of " + role + "\n");
    }
    if (start("postgres", here("roles", "--passwords", passwords.toString()), "").waitFor() != 0) {
      throw new IllegalStateException("the users cannot be made");
    }
    try (Connection connection = DriverManager.getConnection(database, "postgres", "");
        Statement statement = connection.createStatement();
        ResultSet file = statement.executeQuery("show hba_file")) {
      file.next();
      Files.writeString(
          Path.of(file.getString(1)),
          "host all postgres all trust\nhost all all all scram-sha-256\n");
      statement.execute("select pg_reload_conf()");
    }
  }

  private Path password(String role) {
    return passwords.resolve("techindex_" + role);
  }

  private void job(String role, String... command) throws IOException, InterruptedException {
    if (start("techindex_" + role, here(command), "").waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed");
    }
  }

  /** Runs a service until it has done some of its work. */
  private void run(String name, List<String> command, String javaOptions)
      throws IOException, InterruptedException {
    Process process = start("techindex_" + name, command, javaOptions);
    await(ADMIN + "/readyz", process);
    await(ADMIN + "/livez", process);
    await(ADMIN + "/metrics", process);
    switch (name) {
      case "ingest" -> awaitCount("techindex_store_signals_total", process);
      case "scoring" -> awaitCount("techindex_live_revision", process);
      default -> {
        String api = "http://127.0.0.1:8080";
        await(api + "/api/v1/live/sectors/ai-and-data/clusters", process);
        await(api + "/api/v1/releases", process);
        await(api + "/api/v1/live", process);
        await(api + "/", process);
      }
    }
    end(name, process);
  }

  /** Whether a service comes up with these options and does not end by itself before. */
  private boolean starts(String name, List<String> command, String javaOptions)
      throws IOException, InterruptedException {
    Process process = start("techindex_" + name, command, javaOptions);
    boolean ready = isReached(ADMIN + "/readyz", process, Pattern.compile(""));
    end(name, process);
    return ready;
  }

  private static void end(String name, Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(name + " does not end");
    }
  }

  private Process start(String user, List<String> command, String javaOptions)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    Map<String, String> environment = builder.environment();
    environment.put("TECHINDEX_KAFKA_BOOTSTRAP_SERVERS", kafka);
    environment.put("TECHINDEX_DATABASE_URL", database);
    environment.put("TECHINDEX_DATABASE_USER", user);
    Path password = passwords.resolve(user);
    if (Files.exists(password)) {
      environment.put("TECHINDEX_DATABASE_PASSWORD_FILE", password.toString());
    }
    environment.put("TECHINDEX_LOG_FORMAT", "json");
    environment.put("TECHINDEX_JAVA_OPTIONS", javaOptions);
    return builder.start();
  }

  private void await(String address, Process process) throws InterruptedException {
    until(address, process, "");
  }

  private void awaitCount(String metric, Process process) throws InterruptedException {
    until(ADMIN + "/metrics", process, metric + "\\{.*\\} [1-9]");
  }

  private void until(String address, Process process, String regex) throws InterruptedException {
    if (!isReached(address, process, Pattern.compile(regex))) {
      throw new IllegalStateException(address + " did not answer");
    }
  }

  /** Waits until an address answers 200 with what is wanted; false if that is not to be had. */
  private boolean isReached(String address, Process process, Pattern wanted)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(URI.create(address)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200 && wanted.matcher(answer.body()).find()) {
          return true;
        }
      } catch (IOException e) {
        // Not up yet.
      }
      Thread.sleep(200);
    }
    return false;
  }
}
