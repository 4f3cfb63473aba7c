package org.techindex.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.techindex.api.render.Encoding;
import org.techindex.api.render.Rendered;

/** Which packings a client takes, from its Accept-Encoding (RFC 9110, section 12.5.3). */
final class AcceptedEncodings {

  /** From the smallest to the largest: what is sent of those that the client takes. */
  private static final List<Encoding> PREFERRED = List.of(Encoding.BROTLI, Encoding.GZIP);

  /** Browsers send few different headers; others are read each time. */
  private static final int MOST_REMEMBERED = 64;

  private static final Map<String, Set<Encoding>> REMEMBERED = new ConcurrentHashMap<>();

  private AcceptedEncodings() {}

  static Encoding choose(@Nullable String header, Rendered rendered) {
    if (header == null) {
      return Encoding.IDENTITY;
    }
    Set<Encoding> accepted = accepted(header);
    for (Encoding encoding : PREFERRED) {
      if (accepted.contains(encoding) && rendered.has(encoding)) {
        return encoding;
      }
    }
    return Encoding.IDENTITY;
  }

  /** What is taken besides plain bytes. */
  static Set<Encoding> accepted(@Nullable String header) {
    if (header == null) {
      return Set.of();
    }
    Set<Encoding> known = REMEMBERED.get(header);
    if (known != null) {
      return known;
    }
    Set<Encoding> parsed = parse(header);
    if (REMEMBERED.size() < MOST_REMEMBERED) {
      REMEMBERED.put(header, parsed);
    }
    return parsed;
  }

  private static Set<Encoding> parse(String header) {
    Set<Encoding> accepted = EnumSet.noneOf(Encoding.class);
    for (String part : header.toLowerCase(Locale.ROOT).split(",", 20)) {
      String word = part.replaceFirst(";.*", "").strip();
      boolean refused = part.replace(" ", "").matches(".*;q=0(\\.0{0,3})?");
      for (Encoding encoding : PREFERRED) {
        if (!refused && (encoding.word().equals(word) || word.equals("*"))) {
          accepted.add(encoding);
        }
      }
    }
    return Set.copyOf(accepted);
  }
}
