package org.techindex.common.signal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names of the fields of each kind, as JSON documents and CSV headers write them. */
final class SignalFields {

  private static final List<String> COMMON =
      List.of("id", "source", "observed", "name", "text", "url");
  private static final List<String> COMMON_LAST = List.of("sectors", "links");
  private static final List<String> FLAT_LOCATION =
      List.of("lat", "lon", "postcode", "place", "region");

  private static final Map<SignalKind, Map<String, Integer>> ORDINALS = ordinals();

  private SignalFields() {}

  private static List<String> ofKind(SignalKind kind) {
    return switch (kind) {
      case BUSINESS -> List.of("companyNumber", "sicCodes", "employees", "founded", "closed");
      case EVENT -> List.of("starts", "ends", "attendees");
      case INSTITUTION -> List.of("ukprn", "ror", "staffFte");
      case PUBLICATION -> List.of("doi", "published", "institutions", "citations");
    };
  }

  /** Fields of a JSON document. */
  static List<String> ofDocument(SignalKind kind) {
    List<String> fields = new ArrayList<>(COMMON);
    fields.add("location");
    fields.addAll(COMMON_LAST);
    fields.addAll(ofKind(kind));
    return List.copyOf(fields);
  }

  /** Columns of the canonical CSV. */
  static List<String> ofRow(SignalKind kind) {
    List<String> fields = new ArrayList<>(COMMON);
    fields.addAll(FLAT_LOCATION);
    fields.addAll(COMMON_LAST);
    fields.addAll(ofKind(kind));
    return List.copyOf(fields);
  }

  private static Map<SignalKind, Map<String, Integer>> ordinals() {
    Map<SignalKind, Map<String, Integer>> ordinals = new EnumMap<>(SignalKind.class);
    for (SignalKind kind : SignalKind.values()) {
      Map<String, Integer> ofKind = new HashMap<>();
      for (String field : ofDocument(kind)) {
        ofKind.put(field, ofKind.size());
      }
      ordinals.put(kind, ofKind);
    }
    return ordinals;
  }

  /** The number of a field within its kind, from 0; -1 if the kind has no such field. */
  static int ordinal(SignalKind kind, String field) {
    Map<String, Integer> ofKind = ORDINALS.get(kind);
    Integer ordinal = ofKind == null ? null : ofKind.get(field);
    return ordinal == null ? -1 : ordinal;
  }

  /** The field that was probably meant: the same letters, whatever the case and punctuation. */
  static Optional<String> meant(List<String> fields, String written) {
    String wanted = letters(written);
    return fields.stream().filter(field -> letters(field).equals(wanted)).findFirst();
  }

  private static String letters(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }
}
