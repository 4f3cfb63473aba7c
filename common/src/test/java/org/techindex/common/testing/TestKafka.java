package org.techindex.common.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker inside the JVM: {@link #shared} for tests that only need topics, {@link #start}
 * for tests that stop it or fill it. Usable after about 3 s. A module that uses it needs {@code
 * kafka_2.13} in test scope.
 */
public final class TestKafka implements AutoCloseable {

  private final KafkaRaftServer server;
  private final Path directory;
  private final String bootstrapServers;

  private TestKafka(KafkaRaftServer server, Path directory, String bootstrapServers) {
    this.server = server;
    this.directory = directory;
    this.bootstrapServers = bootstrapServers;
  }

  /** The shared broker starts with the first use of this class. */
  private static final class Shared {
    private static final TestKafka BROKER = start(Map.of());

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(BROKER::close, "stop-test-kafka"));
    }
  }

  /** The broker of this JVM. Topics are the test's own: see {@link #createTopic}. */
  public static TestKafka shared() {
    return Shared.BROKER;
  }

  /**
   * A broker of the test's own, to be closed by it.
   *
   * @param properties broker properties besides those that a single small broker needs
   */
  public static TestKafka start(Map<String, String> properties) {
    return start(List.of(), properties);
  }

  /**
   * A broker that listens in other ways too.
   *
   * @param otherListeners each "NAME://host:port"; how they speak is said by {@code properties}
   */
  public static TestKafka start(List<String> otherListeners, Map<String, String> properties) {
    try {
      Path directory = Files.createTempDirectory("test-kafka");
      int port = freePort();
      int controllerPort = freePort();
      Formatter formatter =
          new Formatter()
              .setPrintStream(
                  new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
              .setNodeId(1)
              .setClusterId(Uuid.randomUuid().toString())
              .setControllerListenerName("CONTROLLER")
              .setMetadataLogDirectory(directory.toString())
              .addDirectory(directory.toString());
      formatter.run();
      Map<String, String> all = new HashMap<>();
      all.put("process.roles", "broker,controller");
      all.put("node.id", "1");
      all.put("log.dirs", directory.toString());
      all.put(
          "listeners",
          "PLAINTEXT://127.0.0.1:"
              + port
              + ",CONTROLLER://127.0.0.1:"
              + controllerPort
              + otherListeners.stream().map(each -> "," + each).collect(Collectors.joining()));
      all.put("controller.listener.names", "CONTROLLER");
      all.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
      all.put("offsets.topic.replication.factor", "1");
      all.put("offsets.topic.num.partitions", "1");
      all.put("transaction.state.log.replication.factor", "1");
      all.put("transaction.state.log.min.isr", "1");
      all.put("transaction.state.log.num.partitions", "1");
      all.put("group.initial.rebalance.delay.ms", "0");
      all.put("auto.create.topics.enable", "false");
      all.put("log.cleaner.dedupe.buffer.size", "2097152");
      all.putAll(properties);
      KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(all, false), Time.SYSTEM);
      server.startup();
      return new TestKafka(server, directory, "127.0.0.1:" + port);
    } catch (Exception e) {
      throw new IllegalStateException("the Kafka broker of the tests does not start", e);
    }
  }

  /** "127.0.0.1:port". */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Makes a topic, replacing one of the same name and all its records. */
  public void createTopic(String name, int partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      if (admin.listTopics().names().get().contains(name)) {
        admin.deleteTopics(List.of(name)).all().get();
      }
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("topic " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    try {
      deleteAll(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that nobody listens on. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void deleteAll(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
