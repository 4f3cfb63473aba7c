package org.techindex.local.streams;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What the identities of one partition know of others: the links to them, where those lie that they
 * link to, and for each of their parts the weight of links at either end that reach outside. Most
 * identities have no entry and cost one look into a set.
 */
final class LinkTable {

  private static final byte LINKS = 1;
  private static final byte PLACE = 2;
  private static final byte OUTSIDE = 3;
  private static final Serializer<Bytes> BYTES = (_, key) -> key.get();

  private final KeyValueStore<Bytes, byte[]> store;
  private final Set<UUID> known = new HashSet<>();

  LinkTable(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      all.forEachRemaining(entry -> known.add(Identity.read(ByteBuffer.wrap(entry.key.get()))));
    }
  }

  boolean knows(UUID identity) {
    return known.contains(identity);
  }

  IdentityMessage.@Nullable Links links(UUID to, UUID from) {
    byte[] stored = store.get(key(to, LINKS, from));
    return stored == null ? null : (IdentityMessage.Links) IdentityMessage.decode(stored);
  }

  /** Keeps the links of another signal to this one; none where they have no weights. */
  void putLinks(UUID to, IdentityMessage.Links links) {
    put(to, LINKS, links.from(), links.weights().isEmpty() ? null : IdentityMessage.encode(links));
  }

  List<IdentityMessage.Links> linksTo(UUID to) {
    List<IdentityMessage.Links> found = new ArrayList<>();
    Bytes prefix = Bytes.wrap(ByteBuffer.allocate(17).put(Identity.encode(to)).put(LINKS).array());
    try (KeyValueIterator<Bytes, byte[]> entries = store.prefixScan(prefix, BYTES)) {
      entries.forEachRemaining(
          entry -> found.add((IdentityMessage.Links) IdentityMessage.decode(entry.value)));
    }
    return found;
  }

  /** Gives every identity with each of the links to it. */
  void forEachLinks(BiConsumer<UUID, IdentityMessage.Links> reader) {
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        ByteBuffer key = ByteBuffer.wrap(entry.key.get());
        UUID to = Identity.read(key);
        if (key.get() == LINKS) {
          reader.accept(to, (IdentityMessage.Links) IdentityMessage.decode(entry.value));
        }
      }
    }
  }

  /** Cells of a signal linked to, as far as it has told; empty where it is gone. */
  @Nullable List<Long> place(UUID from, UUID target) {
    byte[] stored = store.get(key(from, PLACE, target));
    return stored == null ? null : SignalVersion.readAll(ByteBuffer.wrap(stored));
  }

  void putPlace(UUID from, UUID target, @Nullable List<Long> cells) {
    put(from, PLACE, target, cells == null ? null : encode(cells));
  }

  /** Weight of the links that reach outside, of each part. */
  long[] outsideMillionths(UUID identity, int parts) {
    long[] outside = new long[parts];
    byte[] stored = store.get(key(identity, OUTSIDE, identity));
    if (stored != null) {
      List<Long> read = SignalVersion.readAll(ByteBuffer.wrap(stored));
      for (int part = 0; part < parts; part++) {
        outside[part] = read.get(part);
      }
    }
    return outside;
  }

  void putOutsideMillionths(UUID identity, long[] outside) {
    List<Long> written = new ArrayList<>();
    boolean isZero = true;
    for (long one : outside) {
      written.add(one);
      isZero &= one == 0;
    }
    put(identity, OUTSIDE, identity, isZero ? null : encode(written));
  }

  private void put(UUID identity, byte type, UUID other, byte @Nullable [] value) {
    Bytes key = key(identity, type, other);
    if (value == null) {
      if (knows(identity)) {
        store.delete(key);
      }
    } else {
      store.put(key, value);
      known.add(identity);
    }
  }

  private static byte[] encode(List<Long> numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(CompactNumbers.LONGEST * (1 + numbers.size()));
    SignalVersion.writeAll(bytes, numbers);
    return CompactNumbers.written(bytes);
  }

  private static Bytes key(UUID identity, byte type, UUID other) {
    ByteBuffer key = ByteBuffer.allocate(2 * Identity.BYTES + 1);
    Identity.write(key, identity);
    key.put(type);
    Identity.write(key, other);
    return Bytes.wrap(key.array());
  }
}
