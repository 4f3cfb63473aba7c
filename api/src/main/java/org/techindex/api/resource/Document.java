package org.techindex.api.resource;

import java.util.Optional;
import org.techindex.api.render.Rendered;

/**
 * An answer that is ready to be sent.
 *
 * @param location the address at which exactly these bytes stay, where it is another one than asked
 *     for
 * @param retirement when its address will go; empty where it stays
 */
public record Document(
    Rendered rendered,
    Lifetime lifetime,
    Optional<String> location,
    Optional<Retirement> retirement) {

  /** At an address that stays. */
  public Document(Rendered rendered, Lifetime lifetime, Optional<String> location) {
    this(rendered, lifetime, location, Optional.empty());
  }

  /** For how long others may keep it. */
  public enum Lifetime {
    /** Below a release with its version: for ever. */
    FOR_EVER("public, max-age=31536000, immutable"),
    /** What a new release changes. */
    A_MINUTE("public, max-age=60"),
    /** The live index. */
    A_SECOND("public, max-age=1"),
    /** What is asked for once: searches, sums of the moment. */
    NOT_KEPT("no-cache");

    private final String cacheControl;

    Lifetime(String cacheControl) {
      this.cacheControl = cacheControl;
    }

    /** As in Cache-Control. */
    public String cacheControl() {
      return cacheControl;
    }

    /** Whether the same address may be answered with the same bytes while nothing new came out. */
    public boolean isShelved() {
      return this != NOT_KEPT;
    }
  }
}
