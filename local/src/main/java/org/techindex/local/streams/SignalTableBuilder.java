package org.techindex.local.streams;

import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** Makes a {@link SignalTable} for each partition that an instance has. */
record SignalTableBuilder(String name, SignalPartitions partitions)
    implements StoreBuilder<SignalTable> {

  @Override
  public SignalTable build() {
    return new SignalTable(name, partitions);
  }

  @Override
  public StoreBuilder<SignalTable> withCachingEnabled() {
    return this;
  }

  @Override
  public StoreBuilder<SignalTable> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<SignalTable> withLoggingEnabled(Map<String, String> config) {
    throw new UnsupportedOperationException("its changelog is the topic that it is made from");
  }

  @Override
  public StoreBuilder<SignalTable> withLoggingDisabled() {
    return this;
  }

  @Override
  public Map<String, String> logConfig() {
    return Map.of();
  }

  @Override
  public boolean loggingEnabled() {
    return false;
  }
}
