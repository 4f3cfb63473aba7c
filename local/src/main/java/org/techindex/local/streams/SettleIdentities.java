package org.techindex.local.streams;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.techindex.scoring.total.LinkStrength;
import org.techindex.scoring.total.StoredPart;

/**
 * The table by identity. A version that replaces another takes back what that one amounted to; a
 * link tells its other end what lies at this one and is told where that lies. Whatever the order of
 * messages, once all are delivered the sums are those of the current versions and the links between
 * them.
 */
final class SettleIdentities implements Processor<byte[], byte[], byte[], byte[]> {

  static final String SIGNALS = "signals";
  static final String LINKS = "links";

  private static final int IDENTITY_BYTES = 16;
  private static final Serializer<Bytes> BYTES = (_, key) -> key.get();

  private final double reachKilometres;
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private @Nullable KeyValueStore<Bytes, byte[]> signals;
  private @Nullable KeyValueStore<Bytes, byte[]> links;

  SettleIdentities(double reachKilometres) {
    this.reachKilometres = reachKilometres;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> initial) {
    this.context = initial;
    this.signals = initial.getStateStore(SIGNALS);
    this.links = initial.getStateStore(LINKS);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Settling settling =
        new Settling(
            Objects.requireNonNull(context),
            Objects.requireNonNull(signals),
            Objects.requireNonNull(links),
            record);
    switch (IdentityMessage.decode(record.value())) {
      case IdentityMessage.Version(SignalVersion version) -> settling.version(version);
      case IdentityMessage.Links received -> settling.links(received);
      case IdentityMessage.Place place -> settling.place(place);
    }
  }

  /** One message. */
  private final class Settling {

    private final ProcessorContext<byte[], byte[]> to;
    private final KeyValueStore<Bytes, byte[]> signalStore;
    private final KeyValueStore<Bytes, byte[]> linkStore;
    private final byte[] key;
    private final UUID own;
    private final long timestamp;
    private final @Nullable SignalState before;
    private final RowDeltas deltas = new RowDeltas();

    Settling(
        ProcessorContext<byte[], byte[]> to,
        KeyValueStore<Bytes, byte[]> signalStore,
        KeyValueStore<Bytes, byte[]> linkStore,
        Record<byte[], byte[]> record) {
      this.to = to;
      this.signalStore = signalStore;
      this.linkStore = linkStore;
      this.key = record.key();
      this.own = SignalVersion.readIdentity(ByteBuffer.wrap(key));
      this.timestamp = record.timestamp();
      byte[] stored = signalStore.get(Bytes.wrap(key));
      this.before = stored == null ? null : SignalState.decode(stored);
    }

    private List<StoredPart> partsBefore() {
      return before == null ? List.of() : before.version().parts();
    }

    void version(SignalVersion version) {
      if (before != null && !version.replaces(before.version())) {
        return;
      }
      long[] cellsBefore = new long[0];
      Map<UUID, List<Long>> places = new TreeMap<>();
      Map<UUID, List<Long>> linksBefore = Map.of();
      if (before != null) {
        deltas.parts(before.version().parts(), before.outsideMillionths(), -1);
        cellsBefore = before.version().cells();
        linksBefore = before.version().links();
        before
            .places()
            .forEach((target, cells) -> {
              if (version.links().containsKey(target)) {
                places.put(target, cells);
              }
            });
      }
      for (UUID target : linksBefore.keySet()) {
        if (!version.links().containsKey(target)) {
          send(target, IdentityMessage.Links.of(own, List.of(), List.of()));
        }
      }
      version
          .links()
          .forEach((target, weights) ->
              send(target, IdentityMessage.Links.of(own, weights, version.parts())));
      long[] outside = new long[version.parts().size()];
      version
          .links()
          .forEach((target, weights) ->
              addOutside(outside, version.parts(), sum(weights), places.get(target), 1));
      boolean moved = !Arrays.equals(cellsBefore, version.cells());
      eachIncoming(incoming -> {
        deltas.links(incoming, partsBefore(), -1);
        deltas.links(incoming, version.parts(), 1);
        addOutside(
            outside, version.parts(), incoming.weightMillionths(), boxed(incoming.cells()), 1);
        if (moved) {
          send(incoming.from(), new IdentityMessage.Place(own, boxed(version.cells())));
        }
      });
      store(new SignalState(version, places, boxed(outside)));
      deltas.parts(version.parts(), boxed(outside), 1);
      sendDeltas();
    }

    void links(IdentityMessage.Links received) {
      Bytes linkKey = linkKey(received.from());
      byte[] stored = linkStore.get(linkKey);
      if (received.weights().isEmpty()) {
        linkStore.delete(linkKey);
      } else {
        linkStore.put(linkKey, IdentityMessage.encode(received));
      }
      if (before != null) {
        List<StoredPart> parts = before.version().parts();
        long[] outside = unboxed(before.outsideMillionths());
        if (stored != null
            && IdentityMessage.decode(stored) instanceof IdentityMessage.Links earlier) {
          deltas.links(earlier, parts, -1);
          addOutside(outside, parts, earlier.weightMillionths(), boxed(earlier.cells()), -1);
        }
        deltas.links(received, parts, 1);
        addOutside(outside, parts, received.weightMillionths(), boxed(received.cells()), 1);
        changeOutside(before, outside, before.places());
        if (stored == null && !received.weights().isEmpty() && !parts.isEmpty()) {
          send(received.from(), new IdentityMessage.Place(own, boxed(before.version().cells())));
        }
      }
    }

    void place(IdentityMessage.Place place) {
      if (before == null) {
        return;
      }
      List<Long> weights = before.version().links().get(place.of());
      if (weights == null) {
        return;
      }
      List<StoredPart> parts = before.version().parts();
      long[] outside = unboxed(before.outsideMillionths());
      Map<UUID, List<Long>> places = new TreeMap<>(before.places());
      addOutside(outside, parts, sum(weights), places.put(place.of(), place.cells()), -1);
      addOutside(outside, parts, sum(weights), place.cells(), 1);
      changeOutside(before, outside, places);
    }

    private void changeOutside(SignalState state, long[] outside, Map<UUID, List<Long>> places) {
      deltas.parts(state.version().parts(), state.outsideMillionths(), -1);
      deltas.parts(state.version().parts(), boxed(outside), 1);
      store(new SignalState(state.version(), places, boxed(outside)));
      sendDeltas();
    }

    /** Adds the weight to every part that lies farther than the reach from all of the cells. */
    private void addOutside(
        long[] outside,
        List<StoredPart> parts,
        long weightMillionths,
        @Nullable List<Long> cells,
        int sign) {
      if (cells == null || cells.isEmpty()) {
        return;
      }
      for (int part = 0; part < outside.length; part++) {
        long cell = parts.get(part).cell();
        if (cells.stream()
            .allMatch(other -> LinkStrength.isFarther(cell, other, reachKilometres))) {
          outside[part] = Math.addExact(outside[part], sign * weightMillionths);
        }
      }
    }

    private void eachIncoming(Consumer<IdentityMessage.Links> receiver) {
      List<IdentityMessage.Links> incoming = new ArrayList<>();
      try (KeyValueIterator<Bytes, byte[]> found = linkStore.prefixScan(Bytes.wrap(key), BYTES)) {
        while (found.hasNext()) {
          KeyValue<Bytes, byte[]> next = found.next();
          if (IdentityMessage.decode(next.value) instanceof IdentityMessage.Links one) {
            incoming.add(one);
          }
        }
      }
      incoming.forEach(receiver);
    }

    private Bytes linkKey(UUID from) {
      ByteBuffer bytes = ByteBuffer.allocate(2 * IDENTITY_BYTES).put(key);
      SignalVersion.writeIdentity(bytes, from);
      return Bytes.wrap(bytes.array());
    }

    private void store(SignalState state) {
      signalStore.put(Bytes.wrap(key), state.encode());
    }

    private void send(UUID identity, IdentityMessage message) {
      ByteBuffer bytes = ByteBuffer.allocate(IDENTITY_BYTES);
      SignalVersion.writeIdentity(bytes, identity);
      to.forward(
          new Record<>(bytes.array(), IdentityMessage.encode(message), timestamp),
          TotalsTopology.BETWEEN_IDENTITIES);
    }

    private void sendDeltas() {
      deltas.send((row, change) ->
          to.forward(new Record<>(row, change, timestamp), TotalsTopology.TO_ROWS));
    }
  }

  private static long sum(List<Long> weights) {
    return weights.stream().reduce(0L, Math::addExact);
  }

  private static long[] unboxed(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  private static List<Long> boxed(long[] cells) {
    return Arrays.stream(cells).boxed().toList();
  }
}
