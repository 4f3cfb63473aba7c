package org.techindex.common.signal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.techindex.common.signal.SignalDraft.DraftAffiliation;
import org.techindex.common.signal.SignalDraft.DraftLink;
import org.techindex.common.signal.SignalDraft.DraftLocation;
import org.techindex.common.signal.SignalDraft.DraftSector;

/**
 * Signals as flat rows, the form of the canonical CSV: the fields of a document under their own
 * names, the location as {@code lat}, {@code lon}, {@code postcode}, {@code place}, {@code region}.
 * Blank cells are absent fields. Lists are written as:
 *
 * <ul>
 *   <li>{@code sectors}: {@code AI and Data:0.8|Clean Growth}, probability one where none is given
 *   <li>{@code sicCodes}: {@code 62012|62020}
 *   <li>{@code links}: {@code hosted-at source|id;sponsored-by source|id}
 *   <li>{@code institutions}: {@code name@place|name@53.81,-1.55}, a point or the name of a place
 * </ul>
 *
 * <p>Where a row has several forms of location, the most exact counts: point, postcode, place.
 */
public final class SignalRow {

  private SignalRow() {}

  /** The columns that rows of this kind may have, in the order of the canonical header. */
  public static List<String> columns(SignalKind kind) {
    return SignalFields.ofRow(kind);
  }

  /** The column that was probably meant by an unknown one. */
  public static Optional<String> meantColumn(SignalKind kind, String written) {
    return SignalFields.meant(SignalFields.ofRow(kind), written);
  }

  /**
   * Makes the signal of a row, by the rules that hold for documents.
   *
   * @param source stands for the column {@code source} where the row has none
   * @throws RefusedException with the first fault found
   */
  public static Signal signal(SignalKind kind, String source, Map<String, String> row)
      throws RefusedException {
    return SignalRules.checkWithoutEnvelope(draft(kind, row), source);
  }

  private static SignalDraft draft(SignalKind kind, Map<String, String> row)
      throws RefusedException {
    SignalDraft draft = new SignalDraft(kind);
    for (Map.Entry<String, String> cell : row.entrySet()) {
      String column = cell.getKey();
      String value = cell.getValue().strip();
      if (value.isEmpty()) {
        continue;
      }
      Utf8.checkText(column, value);
      if (!SignalFields.ofRow(kind).contains(column)) {
        throw new RefusedException(
            new Refusal.BadField(column, "is no column of " + kind.word() + " rows", value));
      }
      fill(draft, column, value);
    }
    keepMostExact(draft.location);
    return draft;
  }

  private static void fill(SignalDraft draft, String column, String value) throws RefusedException {
    switch (column) {
      case "id" -> draft.id = value;
      case "source" -> draft.source = value;
      case "observed" -> draft.observed = value;
      case "name" -> draft.name = value;
      case "text" -> draft.text = value;
      case "url" -> draft.url = value;
      case "lat" -> location(draft).lat = number(column, value);
      case "lon" -> location(draft).lon = number(column, value);
      case "postcode" -> location(draft).postcode = value;
      case "place" -> location(draft).place = value;
      case "region" -> location(draft).region = value;
      case "sectors" -> fillSectors(draft, value);
      case "links" -> fillLinks(draft, value);
      case "companyNumber" -> draft.companyNumber = value;
      case "sicCodes" -> {
        for (String code : value.split("\\|", -1)) {
          draft.sicCodes.add(code.strip());
        }
      }
      case "employees" -> draft.employees = wholeNumber(column, value);
      case "founded" -> draft.founded = value;
      case "closed" -> draft.closed = value;
      case "starts" -> draft.starts = value;
      case "ends" -> draft.ends = value;
      case "attendees" -> draft.attendees = wholeNumber(column, value);
      case "ukprn" -> draft.ukprn = value;
      case "ror" -> draft.ror = value;
      case "staffFte" -> draft.staffFte = number(column, value);
      case "doi" -> draft.doi = value;
      case "published" -> draft.published = value;
      case "institutions" -> fillInstitutions(draft, value);
      case "citations" -> draft.citations = wholeNumber(column, value);
      default -> throw new IllegalStateException("column " + column + " is not read");
    }
  }

  private static DraftLocation location(SignalDraft draft) {
    DraftLocation location = draft.location;
    if (location == null) {
      location = new DraftLocation();
      draft.location = location;
    }
    return location;
  }

  private static void keepMostExact(@Nullable DraftLocation location) {
    if (location == null) {
      return;
    }
    if (location.lat != null && location.lon != null) {
      location.postcode = null;
      location.place = null;
    } else if (location.postcode != null) {
      location.place = null;
    }
    if (location.place == null) {
      location.region = null;
    }
  }

  private static void fillSectors(SignalDraft draft, String value) throws RefusedException {
    for (String stated : value.split("\\|", -1)) {
      DraftSector sector = new DraftSector();
      int colon = stated.lastIndexOf(':');
      sector.sector = (colon < 0 ? stated : stated.substring(0, colon)).strip();
      if (colon >= 0) {
        sector.probability = number("sectors", stated.substring(colon + 1).strip());
      }
      draft.sectors.add(sector);
    }
  }

  private static void fillLinks(SignalDraft draft, String value) {
    for (String written : value.split(";", -1)) {
      String stripped = written.strip();
      int blank = stripped.indexOf(' ');
      DraftLink link = new DraftLink();
      link.relation = blank < 0 ? "other" : stripped.substring(0, blank);
      link.to = stripped.substring(blank + 1).strip();
      draft.links.add(link);
    }
  }

  private static void fillInstitutions(SignalDraft draft, String value) throws RefusedException {
    for (String written : value.split("\\|", -1)) {
      int at = written.lastIndexOf('@');
      if (at < 0) {
        throw new RefusedException(
            new Refusal.BadField(
                "institutions", "is a list of name@place or name@lat,lon", written));
      }
      DraftAffiliation institution = new DraftAffiliation();
      institution.name = written.substring(0, at).strip();
      institution.location = placeOrPoint(written.substring(at + 1).strip());
      draft.institutions.add(institution);
    }
  }

  private static DraftLocation placeOrPoint(String written) throws RefusedException {
    DraftLocation location = new DraftLocation();
    int comma = written.indexOf(',');
    if (comma > 0 && "+-.0123456789".indexOf(written.charAt(0)) >= 0) {
      location.lat = number("institutions", written.substring(0, comma).strip());
      location.lon = number("institutions", written.substring(comma + 1).strip());
    } else {
      location.place = written;
    }
    return location;
  }

  private static Double number(String column, String value) throws RefusedException {
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, with the numbers that are not finite.
    }
    throw new RefusedException(new Refusal.BadField(column, "is a number", value));
  }

  private static Long wholeNumber(String column, String value) throws RefusedException {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new RefusedException(new Refusal.BadField(column, "is a whole number", value));
    }
  }
}
