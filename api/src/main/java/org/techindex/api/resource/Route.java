package org.techindex.api.resource;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.techindex.api.render.MediaType;

/**
 * One line of the table of addresses.
 *
 * @param template the path below "/api/v1/", with variables in braces: "sectors/{sector}/clusters";
 *     of a route within editions the part after the edition
 * @param parameters the parameters it takes
 * @param keeping how its answers may be kept
 * @param isQuick whether an answer takes microseconds and never waits, so that it may be made on
 *     the thread that read the request
 */
public record Route(
    String template,
    Set<String> parameters,
    Keeping keeping,
    MediaType mediaType,
    boolean isQuick,
    Resource resource) {

  /** Makes the bytes of an answer. */
  @FunctionalInterface
  public interface Resource {

    /**
     * @throws Problem if the request cannot be answered
     */
    byte[] answer(Request request);
  }

  /** Whether an answer stays the same. */
  public enum Keeping {
    /** As long as its edition: for ever below a release. */
    WITH_EDITION,
    /** Until something is published. */
    UNTIL_PUBLICATION,
    /** It depends on parameters or on the signals, so it is made anew each time. */
    NOT_KEPT
  }

  public Route {
    parameters = Set.copyOf(parameters);
  }

  /** The variables of a path that fits the template; empty if it does not. */
  public Optional<Map<String, String>> match(List<String> segments) {
    List<String> wanted = template.isEmpty() ? List.of() : Arrays.asList(template.split("/", -1));
    if (wanted.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      String part = wanted.get(i);
      if (part.startsWith("{")) {
        variables.put(part.substring(1, part.length() - 1), segments.get(i));
      } else if (!part.equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}
