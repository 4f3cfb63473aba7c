package org.techindex.local.bench.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.techindex.local.embedded.EmbeddedKafka;

/** A broker in a process of its own, so that it can be killed. */
final class BrokerProcess {

  private BrokerProcess() {}

  /**
   * @param arguments data directory, port that clients are told to connect to, and the file that
   *     gets the port it listens on
   */
  public static void main(String[] arguments) throws Exception {
    EmbeddedKafka kafka =
        EmbeddedKafka.start(
            Path.of(arguments[0]),
            Map.of(
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + arguments[1],
                "group.consumer.session.timeout.ms", "6000",
                "group.consumer.min.session.timeout.ms", "6000",
                "group.consumer.heartbeat.interval.ms", "1000",
                "group.consumer.min.heartbeat.interval.ms", "1000"));
    Path written = Path.of(arguments[2] + ".new");
    Files.writeString(written, kafka.bootstrapServers().replaceFirst(".*:", ""));
    Files.move(written, Path.of(arguments[2]), StandardCopyOption.ATOMIC_MOVE);
    new CountDownLatch(1).await();
  }
}
