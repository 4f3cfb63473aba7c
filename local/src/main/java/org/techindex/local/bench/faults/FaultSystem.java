package org.techindex.local.bench.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.techindex.common.store.Migrations;
import org.techindex.ingest.receive.Topics;
import org.techindex.local.bench.ChildJvm;

/**
 * Broker, database and ingest in processes that may be killed, with a proxy before both servers.
 */
final class FaultSystem implements AutoCloseable {

  /** Short-lived, and several at a time. */
  private static final List<String> SMALL_JVM =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final int PARTITIONS = 2;
  private static final int BLOCK_BYTES = 8 << 20;
  private static final Duration SERVER_START = Duration.ofMinutes(3);

  private final Path directory;
  private final boolean smallDisk;
  private final TcpProxy kafkaProxy = new TcpProxy();
  private final TcpProxy databaseProxy = new TcpProxy();
  private final List<ChildJvm> ingest = new ArrayList<>();
  private ChildJvm broker;
  private ChildJvm postgres;
  private HikariDataSource database;

  /**
   * @param directory for the data of both servers and the logs of the processes
   */
  FaultSystem(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    Path disk = Files.createDirectories(directory.resolve("disk"));
    smallDisk =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=3g", "tmpfs", disk.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
    postgres = startPostgres();
    database = pool(databaseUrl());
    Migrations.apply(database, System.err::println);
    broker = startBroker();
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka()))) {
      Topics.create(admin, PARTITIONS);
    }
  }

  /** Whether the database lies on a disk of its own that can be filled. */
  boolean smallDisk() {
    return smallDisk;
  }

  /** Bootstrap servers, through the proxy. */
  String kafka() {
    return "127.0.0.1:" + kafkaProxy.port();
  }

  /** Straight to the database, for those who look on. */
  HikariDataSource database() {
    return database;
  }

  List<ChildJvm> ingest() {
    return List.copyOf(ingest);
  }

  TcpProxy kafkaProxy() {
    return kafkaProxy;
  }

  TcpProxy databaseProxy() {
    return databaseProxy;
  }

  private static HikariDataSource pool(String jdbcUrl) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setMaximumPoolSize(2);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(5_000);
    return new HikariDataSource(config);
  }

  private static int port(String jdbcUrl) {
    return URI.create(jdbcUrl.substring("jdbc:".length())).getPort();
  }

  private ChildJvm startPostgres() throws IOException, InterruptedException {
    Path urlFile = directory.resolve("database.url");
    Files.deleteIfExists(urlFile);
    ChildJvm started =
        ChildJvm.start(
            DatabaseProcess.class,
            SMALL_JVM,
            directory.resolve("database.log"),
            directory.resolve("disk").resolve("postgres").toString(),
            urlFile.toString());
    await("the database to start", SERVER_START, () -> Files.exists(urlFile));
    databaseProxy.target(port(databaseUrl()));
    return started;
  }

  private String databaseUrl() throws IOException {
    return Files.readString(directory.resolve("database.url"));
  }

  private ChildJvm startBroker() throws IOException, InterruptedException {
    Path portFile = directory.resolve("broker.port");
    Files.deleteIfExists(portFile);
    ChildJvm started =
        ChildJvm.start(
            BrokerProcess.class,
            SMALL_JVM,
            directory.resolve("broker.log"),
            directory.resolve("kafka").toString(),
            Integer.toString(kafkaProxy.port()),
            portFile.toString());
    await("the broker to start", SERVER_START, () -> Files.exists(portFile));
    kafkaProxy.target(Integer.parseInt(Files.readString(portFile)));
    return started;
  }

  void startIngest() throws IOException {
    ingest.add(
        ChildJvm.start(
            IngestProcess.class,
            SMALL_JVM,
            directory.resolve("ingest.log"),
            kafka(),
            databaseUrl().replaceFirst(":\\d+/", ":" + databaseProxy.port() + "/")));
  }

  /** Ends one ingest process with kill -9. */
  void killIngest(ChildJvm process) throws InterruptedException {
    process.kill();
    ingest.remove(process);
  }

  /** Starts ingest again where it ended by itself. */
  int replaceEnded() throws IOException {
    int ended = 0;
    for (ChildJvm process : List.copyOf(ingest)) {
      if (!process.isAlive()) {
        ingest.remove(process);
        ended++;
      }
    }
    if (ingest.isEmpty()) {
      startIngest();
    }
    return ended;
  }

  void killBroker() throws IOException, InterruptedException {
    broker.kill();
    kafkaProxy.reset();
    broker = startBroker();
  }

  /** What {@code pg_ctl stop -m immediate} does: SIGQUIT to the postmaster. */
  void stopDatabase() throws IOException, InterruptedException {
    signalPostmaster("QUIT");
    startDatabase();
  }

  private void startDatabase() throws IOException, InterruptedException {
    postgres.kill();
    postgres = startPostgres();
    databaseProxy.reset();
    database.close();
    database = pool(databaseUrl());
  }

  private void signalPostmaster(String signal) throws IOException, InterruptedException {
    Path pidFile = directory.resolve("disk").resolve("postgres").resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
  }

  void terminateBackends() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
    }
  }

  /** Fills the disk, holds it full, frees it, and starts the database if it gave up. */
  void fillDisk(Duration hold) throws IOException, InterruptedException {
    Path ballast = directory.resolve("disk").resolve("ballast");
    try (OutputStream out = Files.newOutputStream(ballast)) {
      byte[] block = new byte[BLOCK_BYTES];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      TimeUnit.MILLISECONDS.sleep(hold.toMillis());
    }
    Files.delete(ballast);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists space_again (a int)");
    } catch (SQLException e) {
      signalPostmaster("QUIT");
      startDatabase();
    }
  }

  /** Looks every 50 ms. */
  static void await(String what, Duration time, BooleanSupplier reached)
      throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("waited " + time.toSeconds() + " s for " + what);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @Override
  public void close() throws IOException {
    for (ChildJvm process : ingest()) {
      process.close();
    }
    broker.close();
    database.close();
    try {
      signalPostmaster("INT");
      postgres.close();
      if (smallDisk) {
        // The server may still be ending: the disk goes when it has let go of it.
        new ProcessBuilder("umount", "--lazy", directory.resolve("disk").toString())
            .start()
            .waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kafkaProxy.close();
    databaseProxy.close();
  }
}
