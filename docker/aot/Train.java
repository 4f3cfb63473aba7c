import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.techindex.local.embedded.EmbeddedDatabase;
import org.techindex.local.embedded.EmbeddedKafka;

/**
 * Starts each service once against an embedded broker and database, lets it do its work on the
 * sample, and has the JVM keep the classes that it loaded: {@code Train.java LAUNCHER OUT}.
 */
final class Train {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String ADMIN = "http://127.0.0.1:8081";

  private final String launcher;
  private final Path out;
  private final String kafka;
  private final String database;
  private final HttpClient http = HttpClient.newHttpClient();

  private Train(String launcher, Path out, String kafka, String database) {
    this.launcher = launcher;
    this.out = out;
    this.kafka = kafka;
    this.database = database;
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("train");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        EmbeddedDatabase database =
            EmbeddedDatabase.start(directory.resolve("database"), false)) {
      Train train =
          new Train(
              arguments[0], Path.of(arguments[1]), kafka.bootstrapServers(), database.jdbcUrl());
      train.job("migrate");
      train.job("topics");
      train.job("sample");
      train.service("ingest", List.of());
      train.service("scoring", List.of());
      train.service(
          "api",
          List.of(
              "/api/v1/live/sectors/ai-and-data/clusters", "/api/v1/releases", "/api/v1/live"));
    }
    System.exit(0);
  }

  private void job(String command) throws IOException, InterruptedException {
    Process process = start(List.of(launcher, command), "");
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + " failed");
    }
  }

  private void service(String name, List<String> asked) throws IOException, InterruptedException {
    Process process =
        start(List.of(launcher, name), "-XX:AOTCacheOutput=" + out.resolve(name + ".aot"));
    await(ADMIN + "/readyz", process);
    await(ADMIN + "/livez", process);
    await(ADMIN + "/metrics", process);
    for (String path : asked) {
      await("http://127.0.0.1:8080" + path, process);
    }
    if (name.equals("ingest")) {
      awaitText("techindex_store_signals_total", process);
    } else if (name.equals("scoring")) {
      awaitText("techindex_live_revision{service=\"scoring\"} 1", process);
    }
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        || !Files.exists(out.resolve(name + ".aot"))) {
      throw new IllegalStateException(name + " left no cache");
    }
  }

  private Process start(List<String> command, String javaOptions) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).inheritIO();
    Map<String, String> environment = builder.environment();
    environment.put("TECHINDEX_KAFKA_BOOTSTRAP_SERVERS", kafka);
    environment.put("TECHINDEX_DATABASE_URL", database);
    environment.put("TECHINDEX_DATABASE_USER", "postgres");
    environment.put("TECHINDEX_JAVA_OPTIONS", javaOptions);
    return builder.start();
  }

  private void await(String address, Process process) throws InterruptedException {
    until(address, process, _ -> true);
  }

  private void awaitText(String text, Process process) throws InterruptedException {
    until(ADMIN + "/metrics", process, body -> body.contains(text));
  }

  private interface Enough {
    boolean is(String body);
  }

  private void until(String address, Process process, Enough enough) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(URI.create(address)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200 && enough.is(answer.body())) {
          return;
        }
      } catch (IOException e) {
        // Not up yet.
      }
      Thread.sleep(200);
    }
    throw new IllegalStateException(address + " did not answer");
  }
}
