package org.techindex.common.signal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a producer wrote, of the right types but before any rule was applied. Filled by {@link
 * SignalCodec} from JSON or by {@link SignalRow} from a flat row; {@link SignalRules} makes the
 * signal. Null is an absent field.
 */
public final class SignalDraft {

  final SignalKind kind;

  @Nullable String id;
  @Nullable String source;
  @Nullable String observed;
  @Nullable String name;
  @Nullable String text;
  @Nullable String url;
  @Nullable DraftLocation location;
  final List<DraftSector> sectors = new ArrayList<>(0);
  final List<DraftLink> links = new ArrayList<>(0);

  @Nullable String companyNumber;
  final List<String> sicCodes = new ArrayList<>(0);
  @Nullable Long employees;
  @Nullable String founded;
  @Nullable String closed;

  @Nullable String starts;
  @Nullable String ends;
  @Nullable Long attendees;

  @Nullable String ukprn;
  @Nullable String ror;
  @Nullable Double staffFte;

  @Nullable String doi;
  @Nullable String published;
  final List<DraftAffiliation> institutions = new ArrayList<>(0);
  @Nullable Long citations;

  SignalDraft(SignalKind kind) {
    this.kind = kind;
  }

  static final class DraftLocation {
    @Nullable Double lat;
    @Nullable Double lon;
    @Nullable String postcode;
    @Nullable String place;
    @Nullable String region;
  }

  static final class DraftSector {
    @Nullable String sector;
    @Nullable Double probability;
  }

  static final class DraftLink {
    @Nullable String to;
    @Nullable String relation;
    @Nullable Double weight;
  }

  static final class DraftAffiliation {
    @Nullable String name;
    @Nullable DraftLocation location;
  }
}
