package org.techindex.scoring.release;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.techindex.common.release.RankingJson;
import org.techindex.common.release.ReleaseId;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/**
 * Tells topic {@value #TOPIC} of every release that was published or withdrawn: a CloudEvent in
 * Kafka's binary mode, keyed by the release. At least once: the same {@code ce_id} again is the
 * same news.
 */
public final class ReleaseAnnouncer implements AutoCloseable {

  /** The topic of announcements. */
  public static final String TOPIC = "index.releases";

  private static final long PATIENCE_SECONDS = 30;

  private final DataSource database;
  private final KafkaProducer<String, byte[]> producer;

  /**
   * @param kafka client properties: bootstrap servers, security
   */
  public ReleaseAnnouncer(DataSource database, Map<String, String> kafka) {
    this.database = database;
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("acks", "all");
    this.producer =
        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * The body of an announcement.
   *
   * @param release "2026-11.v1"
   * @param state "published" or "withdrawn"
   * @param reason of a correction or withdrawal; "" otherwise
   */
  public record Announcement(String release, String state, String at, String reason) {}

  /**
   * Announces what was not announced yet.
   *
   * @return the releases announced now
   * @throws OperatorException if Kafka or the database does not answer; then try again
   */
  public List<ReleaseId> announcePending() {
    List<ReleaseId> announced = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      for (Announcement announcement : pending(connection)) {
        send(announcement);
        ReleaseId id = ReleaseId.parse(announcement.release());
        try (PreparedStatement statement =
            connection.prepareStatement(
                "insert into release_announced (release_id, version, state) values (?, ?, ?)"
                    + " on conflict do nothing")) {
          statement.setString(1, id.month().toString());
          statement.setInt(2, id.version());
          statement.setString(3, announcement.state());
          statement.executeUpdate();
        }
        announced.add(id);
      }
    } catch (SQLException e) {
      throw ReleaseStore.unavailable(e);
    }
    return announced;
  }

  private static List<Announcement> pending(Connection connection) throws SQLException {
    List<Announcement> pending = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                select r.id, r.version, r.state, coalesce(r.published_at, r.made_at), r.reason
                  from release r
                 where r.state <> 'draft' and not exists (
                   select from release_announced a
                    where a.release_id = r.id and a.version = r.version and a.state = r.state)
                 order by r.id, r.version
                """);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String reason = rows.getString(5);
        pending.add(
            new Announcement(
                new ReleaseId(YearMonth.parse(rows.getString(1)), rows.getInt(2)).toString(),
                rows.getString(3),
                rows.getTimestamp(4).toInstant().toString(),
                reason == null ? "" : reason));
      }
    }
    return pending;
  }

  private void send(Announcement announcement) {
    ProducerRecord<String, byte[]> news =
        new ProducerRecord<>(TOPIC, announcement.release(), RankingJson.write(announcement));
    header(news, "ce_specversion", "1.0");
    header(news, "ce_id", announcement.release() + "/" + announcement.state());
    header(news, "ce_source", "techindex");
    header(news, "ce_type", "org.techindex.release." + announcement.state() + ".v1");
    header(news, "ce_time", Instant.parse(announcement.at()).toString());
    header(news, "content-type", "application/json");
    try {
      producer.send(news).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "release " + announcement.release() + " cannot be announced: Kafka does not answer",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorException(
          ExitCode.SERVICE_MISSING, "stopped while announcing " + announcement.release(), e);
    }
  }

  private static void header(ProducerRecord<String, byte[]> news, String name, String value) {
    news.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    producer.close();
  }
}
