package org.techindex.local.service;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * What {@code /livez} and {@code /readyz} answer from. A service that is not alive is to be killed
 * and started again; one that is not ready waits for something else and is to be left alone.
 *
 * @param alive whether the service still does its rounds
 * @param needs what it cannot work without, by name, asked anew each time; each answers within
 *     seconds
 */
public record Health(BooleanSupplier alive, Map<String, BooleanSupplier> needs) {

  public Health {
    needs = Map.copyOf(needs);
  }

  /** Each need by name, with "there" or "away". */
  Map<String, String> state() {
    Map<String, String> state = new TreeMap<>();
    needs.forEach((name, there) -> state.put(name, there.getAsBoolean() ? "there" : "away"));
    return state;
  }
}
