package org.techindex.api.resource;

import java.util.Locale;
import java.util.Optional;

/**
 * A request that cannot be answered, as RFC 9457 has it: thrown where it is found, written in one
 * place.
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The kinds of problem; their words are stable addresses that programs may rely on. */
  public enum Kind {
    UNKNOWN_ADDRESS(404, "There is nothing at this address"),
    UNKNOWN_RELEASE(404, "There is no such release"),
    WITHDRAWN_RELEASE(410, "This release was withdrawn"),
    UNKNOWN_SECTOR(404, "There is no such sector"),
    UNKNOWN_CLUSTER(404, "There is no such cluster"),
    NOTHING_LIVE(404, "There is no live index yet"),
    INVALID_PARAMETER(400, "A parameter is not valid"),
    METHOD_NOT_ALLOWED(405, "This address can only be read"),
    ADDRESS_TOO_LONG(414, "The address is too long"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    DATABASE_AWAY(503, "The database cannot be reached"),
    DEFECT(500, "Something is wrong with the service");

    private final int status;
    private final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    public int status() {
      return status;
    }

    public String title() {
      return title;
    }

    /** "/problems/unknown-release". */
    public String type() {
      return "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Kind kind;
  private final int retryAfterSeconds;

  /**
   * @param detail what is wrong and what to do, in one sentence
   */
  public Problem(Kind kind, String detail) {
    this(kind, detail, 0);
  }

  /**
   * @param retryAfterSeconds when to try again; 0 where trying again does not help
   */
  public Problem(Kind kind, String detail, int retryAfterSeconds) {
    super(detail, null, false, false);
    this.kind = kind;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  public Kind kind() {
    return kind;
  }

  public String detail() {
    return Optional.ofNullable(getMessage()).orElse("");
  }

  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** The JSON of the answer. */
  public Body body(String instance) {
    return new Body(kind.type(), kind.title(), kind.status(), detail(), instance);
  }

  /** RFC 9457, section 3.1. */
  public record Body(String type, String title, int status, String detail, String instance) {}
}
