package org.techindex.local.streams;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.scoring.kept.KeptOrder;
import org.techindex.scoring.kept.KeptPartition;
import org.techindex.scoring.kept.KeptTotalsStore;

/**
 * Brings the committed totals of an order from their topic into the database. The instances of the
 * order share the partitions; where a partition stands is in the database, and rows move it in
 * their own transaction, so that whatever is killed every row is there once.
 */
public final class TotalsWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TotalsWriter.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration CLOSE = Duration.ofSeconds(10);
  private static final int POLL_RECORDS = 20_000;

  /** States of PostgreSQL that pass: connection, resources, somebody's order, a race. */
  private static final Set<String> PASSING = Set.of("08", "53", "57", "40");

  private final TotalsOrder order;
  private final KeptTotalsStore store;
  private final int totals;
  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<TopicPartition> unclaimed = new HashSet<>();
  private final Map<TopicPartition, PendingTotals> pending = new HashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("totals-writer").unstarted(this::run);
  private volatile boolean stopping;
  private volatile @Nullable OperatorException failure;

  private TotalsWriter(TotalsOrder order, DataSource database) {
    this.order = order;
    this.store = new KeptTotalsStore(database);
    try (TotalsAdmin admin = new TotalsAdmin(order)) {
      TotalsTopics topics = admin.topics();
      this.topic = topics.totals();
      this.totals = register(admin.id(topic));
      this.consumer = consumer(topics.application() + "-writer");
    }
  }

  /**
   * Starts an instance; the topics of the order must be there.
   *
   * @throws OperatorException if Kafka or the database does not answer
   */
  public static TotalsWriter start(TotalsOrder order, DataSource database) {
    TotalsWriter writer = new TotalsWriter(order, database);
    writer.thread.start();
    return writer;
  }

  private int register(Uuid topicId) {
    try {
      return store.register(
          new KeptOrder(
              topic,
              new UUID(topicId.getMostSignificantBits(), topicId.getLeastSignificantBits()),
              order.classifier(),
              order.reachKilometres(),
              order.cutoff()));
    } catch (SQLException e) {
      throw unwritable(e);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(String group) {
    Map<String, Object> settings = new HashMap<>(order.kafka());
    settings.put("group.id", group);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    settings.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
    settings.put("session.timeout.ms", 10_000);
    settings.put("heartbeat.interval.ms", 1_000);
    settings.put("max.poll.records", POLL_RECORDS);
    settings.put("max.partition.fetch.bytes", TotalsAdmin.LONGEST_RECORD_BYTES);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void run() {
    try (consumer) {
      consumer.subscribe(List.of(topic), new Assignments());
      while (!stopping) {
        try {
          claim();
          ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
          take(records);
          // Sendings that follow each other at once are stored together.
          if (records.isEmpty()) {
            store();
          }
        } catch (SQLException e) {
          passOver(e);
        }
      }
    } catch (WakeupException e) {
      // Asked to stop.
    } catch (OperatorException e) {
      failure = e;
    } catch (KafkaException e) {
      failure =
          new OperatorException(
              ExitCode.SERVICE_MISSING,
              "Kafka does not give the totals for the database: " + e.getMessage(),
              e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  /** What does not pass ends the writer; before trying again all is claimed anew. */
  private void passOver(SQLException e) throws InterruptedException {
    String state = e.getSQLState();
    if (state != null && !PASSING.contains(state.substring(0, 2))) {
      throw unwritable(e);
    }
    LOG.warn("the totals wait for the database, trying again: {}", firstLine(e));
    awaitClaim(Set.copyOf(pending.keySet()));
    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
  }

  private static OperatorException unwritable(SQLException e) {
    return new OperatorException(
        ExitCode.SERVICE_MISSING,
        "the totals cannot be written to the database: " + firstLine(e),
        e);
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private void claim() throws SQLException {
    for (TopicPartition partition : List.copyOf(unclaimed)) {
      KeptPartition stored = store.claim(totals, partition.partition());
      pending.put(partition, new PendingTotals(totals, partition.partition(), stored));
      consumer.seek(partition, stored.nextOffset());
      consumer.resume(List.of(partition));
      unclaimed.remove(partition);
    }
  }

  private void awaitClaim(Collection<TopicPartition> partitions) {
    consumer.pause(partitions);
    partitions.forEach(pending::remove);
    unclaimed.addAll(partitions);
  }

  private void take(ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      PendingTotals of = pending.get(new TopicPartition(record.topic(), record.partition()));
      if (of != null) {
        of.take(record.offset(), record.key(), record.value());
      }
    }
  }

  private void store() throws SQLException {
    for (Map.Entry<TopicPartition, PendingTotals> each : List.copyOf(pending.entrySet())) {
      PendingTotals of = each.getValue();
      KeptPartition to = of.reached();
      if (to != null) {
        if (store.store(of.batch(), of.stored(), to)) {
          of.markStored();
        } else {
          LOG.info("{} was stored by another instance: reading on from there", each.getKey());
          awaitClaim(Set.of(each.getKey()));
        }
      }
    }
  }

  /**
   * Waits until the database holds what the topic holds, whichever instance wrote it, and notes
   * there that the totals are complete. To be called when {@link StreamTotals#awaitDrained} has
   * returned true.
   *
   * @return whether that is so; false if the time was over first
   * @throws OperatorException if this writer ended
   */
  public boolean awaitComplete(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    try (TotalsReader reader = TotalsReader.of(order)) {
      while (System.nanoTime() < deadline) {
        if (ended.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
          throw failure != null
              ? failure
              : new OperatorException(ExitCode.SERVICE_MISSING, "the writer of totals was stopped");
        }
        if (isWritten(reader.reached())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isWritten(Map<Integer, Reached> reached) {
    try {
      Map<Integer, KeptPartition> stored = store.partitions(totals);
      for (Map.Entry<Integer, Reached> each : reached.entrySet()) {
        Reached at = each.getValue();
        KeptPartition kept = stored.get(each.getKey());
        if (kept == null
            || !kept.reached()
                .equals(
                    new KeptPartition.Reached(at.since(), at.nextClassified(), at.nextMessage()))) {
          return false;
        }
      }
      store.complete(totals);
      return true;
    } catch (SQLException e) {
      return false; // The writer meets it too, and tells.
    }
  }

  /** Leaves the group, so that others go on at once. */
  @Override
  public void close() {
    stopping = true;
    consumer.wakeup();
    try {
      thread.join(CLOSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Assignments implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      awaitClaim(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      partitions.forEach(pending::remove);
      unclaimed.removeAll(partitions);
    }
  }
}
