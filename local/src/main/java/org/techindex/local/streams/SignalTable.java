package org.techindex.local.streams;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.jspecify.annotations.Nullable;

/**
 * The current version of every identity of one partition, in memory: an open hash table by the 128
 * bits of the identity, which are uniform already. Nothing is written for it: the topic of
 * classified signals is its changelog, of which the later version of each identity stays whatever
 * the order, so that reading it again up to the committed offset makes the same table.
 */
final class SignalTable implements StateStore {

  /** Receives one identity with its current version. */
  @FunctionalInterface
  interface Reader {
    void read(UUID identity, byte[] version);
  }

  private static final int LEAST = 1 << 10;
  private static final int ARRAY_HEAD_BYTES = 16;
  private static final int SLOT_BYTES = 20;

  private final String name;
  private final SignalPartitions partitions;
  private long[] most = new long[LEAST];
  private long[] least = new long[LEAST];
  private byte[] @Nullable [] versions = new byte[LEAST][];
  private int size;
  private long versionBytes;
  private boolean open;

  SignalTable(String name, SignalPartitions partitions) {
    this.name = name;
    this.partitions = partitions;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    open = true;
    context.register(root, this::restore);
  }

  private void restore(byte[] key, byte[] version) {
    if (partitions.counts(SignalVersion.position(version))) {
      ByteBuffer identity = ByteBuffer.wrap(key);
      int slot = slot(identity.getLong(), identity.getLong());
      byte[] before = versions[slot];
      if (before == null || SignalVersion.replaces(version, before, partitions)) {
        put(key, version);
      }
    }
  }

  private int slot(long mostBits, long leastBits) {
    int mask = versions.length - 1;
    int slot = (int) leastBits & mask;
    while (versions[slot] != null && (least[slot] != leastBits || most[slot] != mostBits)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  /** The encoded current version of an identity. */
  byte @Nullable [] get(byte[] identity) {
    ByteBuffer bytes = ByteBuffer.wrap(identity);
    return versions[slot(bytes.getLong(), bytes.getLong())];
  }

  void put(byte[] identity, byte[] version) {
    ByteBuffer bytes = ByteBuffer.wrap(identity);
    long mostBits = bytes.getLong();
    long leastBits = bytes.getLong();
    int slot = slot(mostBits, leastBits);
    byte[] before = versions[slot];
    if (before == null) {
      most[slot] = mostBits;
      least[slot] = leastBits;
      size++;
    } else {
      versionBytes -= before.length;
    }
    versions[slot] = version;
    versionBytes += version.length;
    if (size * 3L > versions.length * 2L) {
      grow();
    }
  }

  private void grow() {
    long[] oldMost = most;
    long[] oldLeast = least;
    byte[] @Nullable [] oldVersions = versions;
    most = new long[oldVersions.length * 2];
    least = new long[oldVersions.length * 2];
    versions = new byte[oldVersions.length * 2][];
    for (int from = 0; from < oldVersions.length; from++) {
      byte[] version = oldVersions[from];
      if (version != null) {
        int slot = slot(oldMost[from], oldLeast[from]);
        most[slot] = oldMost[from];
        least[slot] = oldLeast[from];
        versions[slot] = version;
      }
    }
  }

  void forEach(Reader reader) {
    for (int slot = 0; slot < versions.length; slot++) {
      byte[] version = versions[slot];
      if (version != null) {
        reader.read(new UUID(most[slot], least[slot]), version);
      }
    }
  }

  /** Number of identities. */
  int size() {
    return size;
  }

  /** Memory that the table takes, in bytes. */
  long bytes() {
    return versionBytes + (long) ARRAY_HEAD_BYTES * size + (long) SLOT_BYTES * versions.length;
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * True, so that the engine keeps the identity of its process in the state directory and a process
   * that starts again ends the transactions of the one before at once. No file is written, and no
   * offset remembered: every start reads the topic.
   */
  @Override
  public boolean persistent() {
    return true;
  }

  @Override
  @SuppressWarnings("deprecation") // It is the engine's question still, of every store.
  public boolean managesOffsets() {
    return true;
  }

  @Override
  public @Nullable Long committedOffset(TopicPartition partition) {
    return null;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  /** Forgets everything: the engine may begin again with the same table. */
  @Override
  public void close() {
    open = false;
    most = new long[LEAST];
    least = new long[LEAST];
    versions = new byte[LEAST][];
    size = 0;
    versionBytes = 0;
  }
}
