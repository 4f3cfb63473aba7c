package org.techindex.local.bench.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/**
 * A standalone Kafka Connect worker with Debezium's JDBC sink, in a process of its own. Its jars
 * come from Maven Central, once, into a directory that is kept.
 */
final class ConnectWorker implements AutoCloseable {

  private static final long DOWNLOAD_MINUTES = 20;
  private static final long STOP_SECONDS = 20;

  private static final String GAVE_UP = "Task is being killed and will not recover";

  private final Process process;
  private final Path log;

  private ConnectWorker(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Fetches the jars if they are not there.
   *
   * @param maven the wrapper script of the project
   * @throws OperatorException if they cannot be fetched
   */
  static Path jars(Path directory, Path maven) throws IOException, InterruptedException {
    Path jars = directory.resolve("jars");
    Path complete = directory.resolve("complete");
    if (Files.exists(complete)) {
      return jars;
    }
    Files.createDirectories(directory);
    try (InputStream pom =
        ConnectWorker.class.getResourceAsStream("/bench/connect-worker-pom.xml")) {
      if (pom == null) {
        throw new IllegalStateException("bench/connect-worker-pom.xml is missing");
      }
      Files.write(directory.resolve("pom.xml"), pom.readAllBytes());
    }
    ProcessBuilder download =
        new ProcessBuilder(
                maven.toString(),
                "-q",
                "-f",
                directory.resolve("pom.xml").toString(),
                "dependency:copy-dependencies",
                "-DoutputDirectory=" + jars,
                "-DincludeScope=runtime")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("download.log").toFile());
    download.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process downloading = download.start();
    if (!downloading.waitFor(DOWNLOAD_MINUTES, TimeUnit.MINUTES) || downloading.exitValue() != 0) {
      downloading.destroyForcibly();
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "the JDBC sink cannot be fetched from Maven Central (see "
              + directory.resolve("download.log")
              + "): connect this machine, or leave it out with --without-sink");
    }
    Files.createFile(complete);
    return jars;
  }

  /**
   * Starts the worker and its connector; the table has columns {@code key} and {@code document}.
   * The sink sends strings of no stated type and the database makes of them what the columns are:
   * text and, so that the table can be queried like ours, jsonb. The sink itself parses nothing.
   */
  static ConnectWorker start(
      Path jars, Path directory, String kafka, String jdbcUrl, String topic, SinkSettings settings)
      throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path worker = directory.resolve("worker.properties");
    Files.writeString(
        worker,
        """
        bootstrap.servers=%s
        key.converter=org.apache.kafka.connect.storage.StringConverter
        value.converter=org.apache.kafka.connect.storage.StringConverter
        offset.storage.file.filename=%s
        listeners=http://127.0.0.1:%d
        plugin.discovery=service_load
        """
            .formatted(kafka, directory.resolve("offsets"), port));
    Path sink = directory.resolve("sink.properties");
    Files.writeString(
        sink,
        """
        name=%s
        connector.class=io.debezium.connector.jdbc.JdbcSinkConnector
        topics=%s
        connection.url=%s
        connection.username=postgres
        connection.password=
        connection.pool.min_size=1
        connection.pool.max_size=8
        insert.mode=upsert
        primary.key.mode=record_key
        primary.key.fields=key
        schema.evolution=none
        collection.name.format=%s
        transforms=key,document
        transforms.key.type=org.apache.kafka.connect.transforms.HoistField$Key
        transforms.key.field=key
        transforms.document.type=org.apache.kafka.connect.transforms.HoistField$Value
        transforms.document.field=document
        %s
        """
            .formatted(
                settings.table(),
                topic,
                jdbcUrl
                    + (jdbcUrl.contains("?") ? "&" : "?")
                    + "stringtype=unspecified"
                    + settings.jdbcOptions(),
                settings.table(),
                settings.properties()));
    Path log = directory.resolve("worker.log");
    ProcessBuilder connect =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "-cp",
                    jars + "/*",
                    "org.apache.kafka.connect.cli.ConnectStandalone",
                    worker.toString(),
                    sink.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    return new ConnectWorker(connect.start(), log);
  }

  /** Whether the worker runs and has not given its tasks up. */
  boolean isAlive() throws IOException {
    if (!process.isAlive()) {
      return false;
    }
    try (Stream<String> lines = Files.lines(log)) {
      return lines.noneMatch(line -> line.contains(GAVE_UP));
    }
  }

  /** The innermost reason in its log for giving up. */
  String reason() throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.startsWith("Caused by: "))
          .reduce((_, later) -> later)
          .orElse("its log gives no reason");
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
