package org.techindex.local.streams;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.techindex.scoring.total.LinkStrength;
import org.techindex.scoring.total.StoredPart;

/**
 * The table by identity, and what it adds up to. A version that replaces another takes back what
 * that one amounted to; a link tells its other end what lies at this one and is told where that
 * lies. Whatever the order of messages, once all are delivered the sums are those of the current
 * versions and the links between them.
 *
 * <p>Sums are sent when nothing more arrives, and at the latest after {@link Sending#latest}:
 * between two times the changes of a cell come to one record, and nothing is lost by a crash, for
 * the next keeper adds the table up again.
 */
final class SettleIdentities implements Processor<byte[], byte[], byte[], byte @Nullable []> {

  static final String SIGNALS = "signals";
  static final String LINKS = "links";

  /**
   * When sums are sent.
   *
   * @param quiet time without a record at the instance after which nothing more arrives
   * @param latest sums wait no longer, whatever arrives
   */
  record Sending(Duration quiet, Duration latest) {
    static final Sending STANDARD = new Sending(Duration.ofMillis(250), Duration.ofSeconds(30));
  }

  /** How far the inputs of a partition are committed when its state is complete. */
  @FunctionalInterface
  interface CommittedInputs {
    Offsets of(int partition);
  }

  /** The next offsets of a partition of the classified signals and of the messages. */
  record Offsets(long nextClassified, long nextMessage) {}

  private static final long[] NO_OUTSIDE = new long[256];

  private final double reachKilometres;
  private final SignalPartitions partitions;
  private final CommittedInputs committed;
  private final String messages;
  private final Sending sending;
  private final Arrivals arrivals;

  private @Nullable Task task;

  /**
   * @param messages topic of the messages between identities
   * @param arrivals of all partitions of the instance
   */
  SettleIdentities(
      double reachKilometres,
      SignalPartitions partitions,
      CommittedInputs committed,
      String messages,
      Sending sending,
      Arrivals arrivals) {
    this.reachKilometres = reachKilometres;
    this.partitions = partitions;
    this.committed = committed;
    this.messages = messages;
    this.sending = sending;
    this.arrivals = arrivals;
  }

  @Override
  public void init(ProcessorContext<byte[], byte @Nullable []> context) {
    Task started = new Task(context);
    context.schedule(Arrivals.LOOK, PunctuationType.WALL_CLOCK_TIME, started::look);
    task = started;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Objects.requireNonNull(task).process(record);
  }

  @Override
  public void close() {
    task = null;
  }

  /** One partition, from when it was taken over. */
  private final class Task {

    private final ProcessorContext<byte[], byte @Nullable []> to;
    private final SignalTable signals;
    private final LinkTable links;
    private final PartitionTotals totals = new PartitionTotals();
    private final int partition;
    private final long since;

    private long nextClassified;
    private long nextMessage;
    private boolean arrived = true;
    private boolean unsent = true;
    private boolean told;
    private long sent;

    Task(ProcessorContext<byte[], byte @Nullable []> to) {
      this.to = to;
      this.signals = Objects.requireNonNull(to.<SignalTable>getStateStore(SIGNALS));
      this.links = new LinkTable(Objects.requireNonNull(to.getStateStore(LINKS)));
      this.partition = to.taskId().partition();
      this.since = to.currentSystemTimeMs();
      this.sent = since;
      Offsets reached = committed.of(partition);
      this.nextClassified = reached.nextClassified();
      this.nextMessage = reached.nextMessage();
      addUp();
    }

    private void addUp() {
      signals.forEach((identity, encoded) -> {
        List<StoredPart> parts = SignalVersion.decode(encoded).parts();
        totals.parts(parts, outside(identity, parts.size()), 1);
      });
      links.forEachLinks((identity, incoming) -> {
        byte[] encoded = signals.get(Identity.encode(identity));
        if (encoded != null) {
          totals.links(incoming, SignalVersion.decode(encoded).parts(), 1);
        }
      });
    }

    void process(Record<byte[], byte[]> record) {
      RecordMetadata at = to.recordMetadata().orElseThrow();
      arrived = true;
      unsent = true;
      if (at.topic().equals(messages)) {
        nextMessage = at.offset() + 1;
        message(record);
      } else {
        nextClassified = at.offset() + 1;
        version(record);
      }
    }

    /** Sends what changed, once no record arrives or it has waited long. */
    void look(long now) {
      if (arrived) {
        arrivals.note(now);
        arrived = false;
      }
      if (unsent
          && (arrivals.isQuiet(now, sending.quiet())
              || now - sent >= sending.latest().toMillis())) {
        sendTotals(now);
        told = true;
      }
      if (told && arrivals.isIdle(now)) {
        told = false;
        to.commit();
      }
    }

    private void sendTotals(long now) {
      totals.send(partition, since, (key, value) -> forwardTotals(key, value, now));
      Reached reached =
          new Reached(since, nextClassified, nextMessage, signals.size(), signals.bytes());
      forwardTotals(TotalsRecord.reachedKey(partition), reached.encode(), now);
      unsent = false;
      sent = now;
    }

    private void forwardTotals(byte[] key, byte @Nullable [] value, long now) {
      to.forward(new Record<>(key, value, now), TotalsTopology.TO_TOTALS);
    }

    private long[] outside(UUID identity, int parts) {
      return links.knows(identity)
          ? links.outsideMillionths(identity, parts)
          : parts <= NO_OUTSIDE.length ? NO_OUTSIDE : new long[parts];
    }

    private void version(Record<byte[], byte[]> record) {
      byte[] key = record.key();
      byte[] encoded = record.value();
      if (!partitions.counts(SignalVersion.position(encoded))) {
        return;
      }
      byte[] encodedBefore = signals.get(key);
      if (encodedBefore != null && !SignalVersion.replaces(encoded, encodedBefore, partitions)) {
        return;
      }
      UUID own = Identity.read(ByteBuffer.wrap(key));
      SignalVersion version = SignalVersion.decode(encoded);
      signals.put(key, encoded);
      if (encodedBefore == null && version.links().isEmpty() && !links.knows(own)) {
        totals.parts(version.parts(), outside(own, version.parts().size()), 1);
        return;
      }
      new Change(own, record.timestamp(), version)
          .replace(encodedBefore == null ? null : SignalVersion.decode(encodedBefore));
    }

    private void message(Record<byte[], byte[]> record) {
      UUID own = Identity.read(ByteBuffer.wrap(record.key()));
      byte[] encoded = signals.get(record.key());
      SignalVersion version = encoded == null ? null : SignalVersion.decode(encoded);
      switch (IdentityMessage.decode(record.value())) {
        case IdentityMessage.Links received -> {
          IdentityMessage.Links before = links.links(own, received.from());
          links.putLinks(own, received);
          if (version != null) {
            new Change(own, record.timestamp(), version).linked(before, received);
          }
        }
        case IdentityMessage.Place place -> {
          if (version != null) {
            new Change(own, record.timestamp(), version).placed(place);
          }
        }
      }
    }

    /** What one record changes at one identity. */
    private final class Change {

      private final UUID own;
      private final long timestamp;
      private final SignalVersion version;

      Change(UUID own, long timestamp, SignalVersion version) {
        this.own = own;
        this.timestamp = timestamp;
        this.version = version;
      }

      void replace(@Nullable SignalVersion before) {
        List<StoredPart> partsBefore = before == null ? List.of() : before.parts();
        Map<UUID, List<Long>> linksBefore = before == null ? Map.of() : before.links();
        totals.parts(partsBefore, outside(own, partsBefore.size()), -1);
        for (UUID target : linksBefore.keySet()) {
          if (!version.links().containsKey(target)) {
            send(target, IdentityMessage.Links.of(own, List.of(), List.of()));
            links.putPlace(own, target, null);
          }
        }
        long[] outside = new long[version.parts().size()];
        version
            .links()
            .forEach((target, weights) -> {
              send(target, IdentityMessage.Links.of(own, weights, version.parts()));
              addOutside(outside, sum(weights), links.place(own, target), 1);
            });
        if (links.knows(own)) {
          boolean moved =
              !Arrays.equals(before == null ? new long[0] : before.cells(), version.cells());
          for (IdentityMessage.Links incoming : links.linksTo(own)) {
            totals.links(incoming, partsBefore, -1);
            totals.links(incoming, version.parts(), 1);
            addOutside(outside, incoming.weightMillionths(), boxed(incoming.cells()), 1);
            if (moved) {
              send(incoming.from(), new IdentityMessage.Place(own, boxed(version.cells())));
            }
          }
        }
        links.putOutsideMillionths(own, outside);
        totals.parts(version.parts(), outside, 1);
      }

      void linked(IdentityMessage.@Nullable Links before, IdentityMessage.Links received) {
        long[] outside = links.outsideMillionths(own, version.parts().size());
        long[] outsideBefore = outside.clone();
        if (before != null) {
          totals.links(before, version.parts(), -1);
          addOutside(outside, before.weightMillionths(), boxed(before.cells()), -1);
        }
        totals.links(received, version.parts(), 1);
        addOutside(outside, received.weightMillionths(), boxed(received.cells()), 1);
        changeOutside(outsideBefore, outside);
        if (before == null && !received.weights().isEmpty() && !version.parts().isEmpty()) {
          send(received.from(), new IdentityMessage.Place(own, boxed(version.cells())));
        }
      }

      void placed(IdentityMessage.Place place) {
        List<Long> weights = version.links().get(place.of());
        if (weights == null) {
          return;
        }
        long[] outside = links.outsideMillionths(own, version.parts().size());
        long[] outsideBefore = outside.clone();
        addOutside(outside, sum(weights), links.place(own, place.of()), -1);
        addOutside(outside, sum(weights), place.cells(), 1);
        links.putPlace(own, place.of(), place.cells());
        changeOutside(outsideBefore, outside);
      }

      private void changeOutside(long[] outsideBefore, long[] outside) {
        if (!Arrays.equals(outsideBefore, outside)) {
          totals.parts(version.parts(), outsideBefore, -1);
          totals.parts(version.parts(), outside, 1);
          links.putOutsideMillionths(own, outside);
        }
      }

      /** Adds the weight to every part that lies farther than the reach from all of the cells. */
      private void addOutside(
          long[] outside, long weightMillionths, @Nullable List<Long> cells, int sign) {
        if (cells == null || cells.isEmpty()) {
          return;
        }
        for (int part = 0; part < outside.length; part++) {
          long cell = version.parts().get(part).cell();
          if (cells.stream()
              .allMatch(other -> LinkStrength.isFarther(cell, other, reachKilometres))) {
            outside[part] = Math.addExact(outside[part], sign * weightMillionths);
          }
        }
      }

      private void send(UUID identity, IdentityMessage message) {
        told = true;
        to.forward(
            new Record<>(Identity.encode(identity), IdentityMessage.encode(message), timestamp),
            TotalsTopology.BETWEEN_IDENTITIES);
      }
    }
  }

  private static long sum(List<Long> weights) {
    return weights.stream().reduce(0L, Math::addExact);
  }

  private static List<Long> boxed(long[] cells) {
    return Arrays.stream(cells).boxed().toList();
  }
}
