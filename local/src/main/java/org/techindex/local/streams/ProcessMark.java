package org.techindex.local.streams;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;

/**
 * A store that holds nothing. Only where there is a persistent store does the engine keep the
 * identity of its process in the state directory, which names the transactions: a process that was
 * killed and starts again ends at once those that it had open. Without it every reader waits until
 * the broker gives them up.
 */
final class ProcessMark implements StateStore {

  static final String NAME = "process";

  private boolean open;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    open = true;
    context.register(root, (_, _) -> {});
  }

  @Override
  public boolean persistent() {
    return true;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }
}
