package org.techindex.scoring.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.RankingJson;
import org.techindex.common.release.ReleaseId;
import org.techindex.common.run.OperatorException;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestKafka;
import org.techindex.common.testing.TestPostgres;
import org.techindex.scoring.release.ReleaseStore.State;
import org.techindex.scoring.total.StoredWorld;
import org.techindex.scoring.total.StoredWorld.Version;

/** Announcements on a real broker, and without one. */
class ReleaseAnnouncerTest {

  private static final ReleaseId JANUARY = new ReleaseId(YearMonth.of(2026, 1), 1);

  private final TestDatabase database = TestPostgres.freshDatabase();
  private final ReleaseStore store = new ReleaseStore(database.dataSource());

  private void makeJanuary() {
    List<Version> businesses = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      businesses.add(Version.of(SignalKind.BUSINESS, "london " + i, StoredWorld.LONDON));
    }
    new StoredWorld(database).store(businesses);
    new ReleaseMaker(
            database.dataSource(),
            Gazetteer.load(),
            ReleaseTerms.of("CC-BY-4.0", "index@example.org"))
        .make(JANUARY.month(), MethodFile.byDefault(), StoredWorld.CLASSIFIER, State.PUBLISHED);
  }

  @Test
  void publicationAndWithdrawalAreAnnouncedOnceEachAsCloudEvents() {
    makeJanuary();
    TestKafka kafka = TestKafka.shared();
    kafka.createTopic(ReleaseAnnouncer.TOPIC, 1);
    try (ReleaseAnnouncer announcer =
            new ReleaseAnnouncer(
                database.dataSource(), Map.of("bootstrap.servers", kafka.bootstrapServers()));
        ReleaseAnnouncer second =
            new ReleaseAnnouncer(
                database.dataSource(), Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(announcer.announcePending()).containsExactly(JANUARY);
      assertThat(second.announcePending()).isEmpty();
      store.withdraw(JANUARY, "A source was counted twice.");
      assertThat(second.announcePending()).containsExactly(JANUARY);
      assertThat(announcer.announcePending()).isEmpty();
    }
    List<ConsumerRecord<String, byte[]>> news = read(kafka, 2);
    assertThat(news).hasSize(2).allMatch(record -> record.key().equals("2026-01.v1"));
    assertThat(header(news.get(0), "ce_type")).isEqualTo("org.techindex.release.published.v1");
    assertThat(header(news.get(0), "ce_id")).isEqualTo("2026-01.v1/published");
    assertThat(header(news.get(0), "ce_specversion")).isEqualTo("1.0");
    assertThat(header(news.get(1), "ce_type")).isEqualTo("org.techindex.release.withdrawn.v1");
    assertThat(RankingJson.read(news.get(1).value(), ReleaseAnnouncer.Announcement.class).reason())
        .isEqualTo("A source was counted twice.");
  }

  @Test
  void whatCannotBeAnnouncedStaysPending() {
    makeJanuary();
    try (ReleaseAnnouncer nobody =
        new ReleaseAnnouncer(
            database.dataSource(),
            Map.of(
                "bootstrap.servers",
                "127.0.0.1:1",
                "max.block.ms",
                "500",
                "delivery.timeout.ms",
                "1000",
                "request.timeout.ms",
                "500",
                "linger.ms",
                "0"))) {
      assertThatThrownBy(nobody::announcePending)
          .isInstanceOf(OperatorException.class)
          .hasMessage("release 2026-01.v1 cannot be announced: Kafka does not answer");
    }
    database.execute(
        "do $$ begin if exists (select from release_announced) then raise 'announced'; end if;"
            + " end $$");
  }

  private static List<ConsumerRecord<String, byte[]>> read(TestKafka kafka, int count) {
    List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
    TopicPartition partition = new TopicPartition(ReleaseAnnouncer.TOPIC, 0);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      await()
          .until(() -> {
            consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            return read.size() >= count;
          });
    }
    return read;
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(Objects.requireNonNull(record.headers().lastHeader(name)).value(), UTF_8);
  }
}
