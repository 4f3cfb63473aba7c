package org.techindex.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NearestPlaceTerritory;
import org.techindex.common.release.Cutoff;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.sector.KeywordModel;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.SicCodes;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import org.techindex.ingest.IngestPipeline;
import org.techindex.ingest.SignalGate;
import org.techindex.ingest.classify.SignalClassifier;
import org.techindex.ingest.locate.Locator;
import org.techindex.ingest.receive.Topics;
import org.techindex.ingest.store.BatchStore;
import org.techindex.ingest.store.ClassifierVersions;
import org.techindex.ingest.store.Newcomers;
import org.techindex.ingest.store.PartitionBatch;
import org.techindex.ingest.store.PartitionClaim;
import org.techindex.ingest.store.PartitionOffsets;
import org.techindex.ingest.store.RowEncoder;
import org.techindex.ingest.store.Storable;
import org.techindex.scoring.total.KeptTotals;
import org.techindex.scoring.total.PostgresTotals;
import org.techindex.scoring.total.ScanSettings;
import org.techindex.scoring.total.Totals;
import org.techindex.scoring.total.TotalsDigest;

class TotalsTopologyTest {

  private static final double REACH = 8;
  private static final YearMonth AS_OF = YearMonth.of(2026, 9);
  private static final Gazetteer GAZETTEER = Gazetteer.load();
  private static final EvidenceClassifier CLASSIFIER =
      new EvidenceClassifier(KeywordModel.shipped(), SicCodes.shipped());
  private static final SignalClassifier CLASSIFY = new SignalClassifier(CLASSIFIER);
  private static final Locator LOCATOR =
      new Locator(GAZETTEER, new NearestPlaceTerritory(GAZETTEER), Optional.empty());
  private static final TestDatabase DATABASE = TestPostgres.freshDatabase();

  @TempDir private Path directory = Path.of("");

  /** What one run of records came to: the scan's totals, the topology's, and the refusals. */
  private record Outcome(Totals scanned, KeptTotals streamed, long stored, long refused) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void anyInterleavingGivesTheTotalsOfTheScan(int seed) throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = new RandomSignals(seed, 14).records(220);
    Collections.shuffle(records, new Random(seed));

    Outcome outcome = run(records);

    assertThat(outcome.refused()).isEqualTo(outcome.stored()).isPositive();
    for (YearMonth month = YearMonth.of(2026, 1);
        !month.isAfter(AS_OF);
        month = month.plusMonths(1)) {
      assertThat(digest(outcome.streamed(), month)).isEqualTo(digest(outcome.scanned(), month));
    }
    assertThat(outcome.scanned().links(Sector.ALL_SECTORS).size()).isPositive();
  }

  /** Twelve orders of the same records: the state at the end does not know which it was. */
  @Test
  void theOrderOfArrivalLeavesNoTrace() throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = distinctTimes();
    String first = digest(run(records).streamed(), AS_OF);
    for (int order = 1; order <= 6; order++) {
      Collections.shuffle(records, new Random(order));
      assertThat(digest(run(records).streamed(), AS_OF)).isEqualTo(first);
    }
  }

  /** Three versions of each of twelve signals, each at a time of its own. */
  private static List<ProducerRecord<byte[], byte[]>> distinctTimes() {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 36; i++) {
      String to = "w|s" + (i * 7 + 1) % 12;
      String place = i % 2 == 0 ? "\"lat\": 51.5, \"lon\": -0.12" : "\"lat\": 53.8, \"lon\": -1.55";
      records.add(
          RandomSignals.of(
              SignalKind.BUSINESS,
              "s" + i % 12,
              "2026-10-01T00:" + (10 + i) + ":00Z",
              "{\"name\": \"n\", \"observed\": \"2026-01-05T12:00:00Z\", \"location\": {"
                  + place
                  + "}, \"sectors\": [{\"sector\": \"Clean Growth\", \"probability\": 0.5}],"
                  + " \"links\": [{\"to\": \""
                  + to
                  + "\", \"relation\": \"other\", \"weight\": "
                  + (i + 1)
                  + "}]}"));
    }
    return records;
  }

  private static String digest(Totals totals, YearMonth month) {
    return TotalsDigest.of(totals, month, MethodFile.byDefault().method().events());
  }

  private Outcome run(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    DATABASE.execute(
        "truncate signal, signal_part, signal_link, signal_duplicate, refusal, topic_partition"
            + " restart identity cascade");
    PartitionOffsets offsets = new PartitionOffsets(DATABASE.dataSource());
    int classifier = ClassifierVersions.register(DATABASE.dataSource(), CLASSIFIER.version());
    IngestPipeline pipeline =
        new IngestPipeline(
            CLASSIFY, LOCATOR, new RowEncoder(classifier), new BatchStore(DATABASE.dataSource()));
    Map<String, PartitionClaim> claims = new HashMap<>();
    List<Cutoff.PartitionOffset> partitions = new ArrayList<>();
    // Numbered against the order of the names: the database's numbers settle, not the topics.
    for (String topic : Topics.ofSignals().reversed()) {
      PartitionClaim claim = offsets.claim(topic, 0, Uuid.ONE_UUID, 0);
      claims.put(topic, claim);
      partitions.add(new Cutoff.PartitionOffset(topic, 0, claim.id(), 0));
    }
    ClassifiedTopics classified = new ClassifiedTopics("classified-test");
    TotalsTopics topics = new TotalsTopics("totals-test", classified.signals());
    long refused;
    Map<Bytes, byte[]> rows = new HashMap<>();
    ByteArraySerializer out = new ByteArraySerializer();
    ByteArrayDeserializer in = new ByteArrayDeserializer();
    try (TopologyTestDriver classifying =
            new TopologyTestDriver(
                TotalsTopology.classifying(classified, new SignalGate(CLASSIFY, LOCATOR)),
                config(classified.application()));
        TopologyTestDriver totalling =
            new TopologyTestDriver(
                TotalsTopology.totalling(
                    topics,
                    SignalPartitions.endless(partitions),
                    REACH,
                    _ -> new SettleIdentities.Offsets(0, 0),
                    SettleIdentities.Sending.STANDARD),
                config(topics.application()))) {
      Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
      for (String topic : Topics.ofSignals()) {
        inputs.put(topic, classifying.createInputTopic(topic, out, out));
      }
      TestOutputTopic<byte[], byte[]> admitted =
          classifying.createOutputTopic(classified.signals(), in, in);
      TestInputTopic<byte[], byte[]> signals =
          totalling.createInputTopic(classified.signals(), out, out);
      for (ProducerRecord<byte[], byte[]> record : records) {
        Objects.requireNonNull(inputs.get(record.topic()))
            .pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), 0L));
        admitted.readRecordsToList().forEach(signals::pipeInput);
        store(pipeline, claims, record);
      }
      // The first look sees that records arrived, the second that none did since.
      totalling.advanceWallClockTime(Arrivals.LOOK);
      totalling.advanceWallClockTime(SettleIdentities.Sending.STANDARD.quiet());
      refused =
          classifying.createOutputTopic(classified.refusals(), in, in).readRecordsToList().size();
      for (TestRecord<byte[], byte[]> row :
          totalling.createOutputTopic(topics.totals(), in, in).readRecordsToList()) {
        TotalsReader.put(rows, row.key(), row.value());
      }
    }
    KeptTotals streamed = TotalsReader.sum(rows, new Cutoff(partitions));
    Totals scanned =
        PostgresTotals.scan(
            DATABASE.dataSource(),
            new ScanSettings(YearMonth.of(2026, 1), REACH, CLASSIFIER.version()));
    return new Outcome(scanned, streamed, refusals(), refused);
  }

  private Properties config(String application) {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    return config;
  }

  private static void store(
      IngestPipeline pipeline,
      Map<String, PartitionClaim> claims,
      ProducerRecord<byte[], byte[]> record)
      throws Exception {
    PartitionClaim claim = Objects.requireNonNull(claims.get(record.topic()));
    Storable storable =
        pipeline.prepare(
            claim.id(),
            new ConsumerRecord<>(
                record.topic(),
                0,
                claim.nextOffset(),
                0,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty()));
    claims.put(
        record.topic(),
        pipeline
            .store(
                new PartitionBatch(claim, List.of(storable), claim.nextOffset() + 1),
                new Newcomers())
            .claim());
  }

  private static long refusals() throws Exception {
    try (var connection = DATABASE.dataSource().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from refusal")) {
      row.next();
      return row.getLong(1);
    }
  }
}
