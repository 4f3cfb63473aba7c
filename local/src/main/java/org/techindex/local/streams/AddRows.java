package org.techindex.local.streams;

import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The last step: integer sums of each row. A row that comes back to zero is removed. */
final class AddRows implements Processor<byte[], byte[], Void, Void> {

  static final String ROWS = "rows";

  private @Nullable KeyValueStore<Bytes, byte[]> rows;

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    this.rows = context.getStateStore(ROWS);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    KeyValueStore<Bytes, byte[]> store = Objects.requireNonNull(rows);
    Bytes key = Bytes.wrap(record.key());
    byte[] before = store.get(key);
    if (before == null) {
      store.put(key, record.value());
      return;
    }
    RowSums sums = RowSums.decode(record.key(), before);
    sums.addAll(record.value());
    if (sums.isZero()) {
      store.delete(key);
    } else {
      store.put(key, sums.encode());
    }
  }
}
