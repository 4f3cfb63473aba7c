package org.techindex.api.read;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What is not needed to be ready and takes long to load: loaded once the service listens, or before
 * by the first who needs it.
 */
public final class Late<T> {

  private final FutureTask<T> loading;

  public Late(Callable<T> load) {
    loading = new FutureTask<>(load);
  }

  /** Begins to load, if nobody has. */
  public void begin() {
    Thread.ofVirtual().name("late").start(loading);
  }

  /** Waits until it is loaded. */
  public T get() {
    loading.run();
    try {
      return loading.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while something was loaded", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("what the request needs cannot be loaded", e.getCause());
    }
  }
}
