package org.techindex.common.signal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.techindex.common.grid.LatLon;
import org.techindex.common.measure.Weight;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalDraft.DraftAffiliation;
import org.techindex.common.signal.SignalDraft.DraftLink;
import org.techindex.common.signal.SignalDraft.DraftLocation;
import org.techindex.common.signal.SignalDraft.DraftSector;

/**
 * The rules of the signal contract beyond types, the same for files and for Kafka. No rule asks the
 * clock: a record that is refused today is refused for ever, unless the rules change.
 */
public final class SignalRules {

  public static final int LONGEST_NAME = 500;
  public static final int LONGEST_TEXT = 200_000;
  public static final int LONGEST_URL = 2_000;
  public static final int MOST_LINKS = 1_000;
  public static final int MOST_SIC_CODES = 20;
  public static final int MOST_INSTITUTIONS = 1_000;

  private static final int EARLIEST_YEAR = 1900;
  private static final int EARLIEST_FOUNDED_YEAR = 1000;
  private static final int LATEST_YEAR = 2099;
  private static final long MOST_STAFF = 1_000_000;
  private static final double MOST_LINK_WEIGHT = 1_000;
  private static final int LONGEST_PLACE = 200;

  private SignalRules() {}

  /**
   * Checks a draft that has its identity from its own fields.
   *
   * @param source stands for the field {@code source} where the draft has none
   * @throws RefusedException with the first rule that the draft breaks
   */
  static Signal checkWithoutEnvelope(SignalDraft draft, String source) throws RefusedException {
    String id = required("id", draft.id);
    String ownSource = draft.source == null ? source : draft.source;
    try {
      return check(draft, new SignalId(ownSource, id));
    } catch (IllegalArgumentException e) {
      throw broken("id", String.valueOf(e.getMessage()), ownSource + '|' + id);
    }
  }

  /**
   * @param identity what the envelope says; the draft may repeat it, not differ from it
   * @throws RefusedException with the first rule that the draft breaks
   */
  public static Signal check(SignalDraft draft, SignalId identity) throws RefusedException {
    same("id", draft.id, identity.id());
    same("source", draft.source, identity.source());
    SignalHead head =
        new SignalHead(
            identity,
            observed(required("observed", draft.observed)),
            line("name", required("name", draft.name), LONGEST_NAME),
            atMost("text", draft.text, LONGEST_TEXT),
            matching(
                "url",
                draft.url,
                LONGEST_URL,
                IdentifierForms::isWebAddress,
                "is an http or https address"),
            draft.location == null
                ? Optional.empty()
                : Optional.of(location("location", draft.location)),
            sectors(draft.sectors),
            links(draft.links));
    return switch (draft.kind) {
      case BUSINESS -> business(draft, located(head));
      case EVENT -> event(draft, located(head));
      case INSTITUTION -> institution(draft, located(head));
      case PUBLICATION -> publication(draft, head);
    };
  }

  private static Signal.Business business(SignalDraft draft, SignalHead head)
      throws RefusedException {
    Optional<LocalDate> founded = date("founded", draft.founded, EARLIEST_FOUNDED_YEAR);
    Optional<LocalDate> closed = date("closed", draft.closed, EARLIEST_YEAR);
    if (founded.isPresent() && closed.isPresent() && closed.get().isBefore(founded.get())) {
      throw broken("closed", "is not before founded", closed.get().toString());
    }
    if (draft.sicCodes.size() > MOST_SIC_CODES) {
      throw broken(
          "sicCodes", "has at most " + MOST_SIC_CODES + " codes", draft.sicCodes.size() + " codes");
    }
    for (String code : draft.sicCodes) {
      matching(
          "sicCodes",
          code,
          5,
          IdentifierForms::isSicCode,
          "is a UK SIC 2007 code of 2 to 5 digits");
    }
    return new Signal.Business(
        head,
        matching(
            "companyNumber",
            draft.companyNumber,
            8,
            IdentifierForms::isCompanyNumber,
            "is a company number of 2 to 8 digits and capital letters"),
        draft.sicCodes,
        count("employees", draft.employees),
        founded,
        closed);
  }

  private static Signal.Event event(SignalDraft draft, SignalHead head) throws RefusedException {
    LocalDate starts =
        date("starts", required("starts", draft.starts), EARLIEST_YEAR).orElseThrow();
    Optional<LocalDate> ends = date("ends", draft.ends, EARLIEST_YEAR);
    if (ends.isPresent() && ends.get().isBefore(starts)) {
      throw broken("ends", "is not before starts", ends.get().toString());
    }
    return new Signal.Event(head, starts, ends, count("attendees", draft.attendees));
  }

  private static Signal.Institution institution(SignalDraft draft, SignalHead head)
      throws RefusedException {
    return new Signal.Institution(
        head,
        matching("ukprn", draft.ukprn, 8, IdentifierForms.UKPRN, "is a UKPRN of 8 digits"),
        matching(
            "ror",
            draft.ror,
            100,
            IdentifierForms.ROR,
            "is a ROR identifier, like https://ror.org/024mrxd33"),
        draft.staffFte == null
            ? Optional.empty()
            : Optional.of(
                millionths(
                    "staffFte",
                    draft.staffFte,
                    0,
                    MOST_STAFF,
                    "a number of full-time equivalents")));
  }

  private static Signal.Publication publication(SignalDraft draft, SignalHead head)
      throws RefusedException {
    LocalDate published =
        date("published", required("published", draft.published), EARLIEST_YEAR).orElseThrow();
    if (draft.institutions.isEmpty() && head.location().isEmpty()) {
      throw new RefusedException(new Refusal.MissingField("institutions"));
    }
    if (draft.institutions.size() > MOST_INSTITUTIONS) {
      throw broken(
          "institutions",
          "has at most " + MOST_INSTITUTIONS + " institutions",
          draft.institutions.size() + " institutions");
    }
    List<Signal.Affiliation> institutions = new ArrayList<>(draft.institutions.size());
    for (int i = 0; i < draft.institutions.size(); i++) {
      String field = "institutions[" + i + "]";
      DraftAffiliation institution = draft.institutions.get(i);
      String name =
          line(field + ".name", required(field + ".name", institution.name), LONGEST_NAME);
      if (institution.location == null) {
        throw new RefusedException(new Refusal.MissingField(field + ".location"));
      }
      institutions.add(
          new Signal.Affiliation(name, location(field + ".location", institution.location)));
    }
    return new Signal.Publication(
        head,
        matching("doi", draft.doi, 510, IdentifierForms.DOI, "is a DOI, like 10.1145/2535927"),
        published,
        institutions,
        count("citations", draft.citations));
  }

  private static SignalHead located(SignalHead head) throws RefusedException {
    if (head.location().isEmpty()) {
      throw new RefusedException(new Refusal.MissingField("location"));
    }
    return head;
  }

  private static StatedLocation location(String field, DraftLocation location)
      throws RefusedException {
    boolean point = location.lat != null || location.lon != null;
    int ways =
        (point ? 1 : 0) + (location.postcode != null ? 1 : 0) + (location.place != null ? 1 : 0);
    if (ways != 1 || (location.region != null && location.place == null)) {
      throw broken(field, "is one of lat and lon, postcode, or place with an optional region", "");
    }
    if (point) {
      double lat = number(field + ".lat", required(field + ".lat", location.lat), 90);
      double lon = number(field + ".lon", required(field + ".lon", location.lon), 180);
      return new StatedLocation.AtPoint(new LatLon(lat, lon));
    }
    if (location.postcode != null) {
      return new StatedLocation.AtPostcode(
          line(field + ".postcode", location.postcode.strip(), LONGEST_PLACE));
    }
    return new StatedLocation.AtPlace(
        line(field + ".place", required(field + ".place", location.place).strip(), LONGEST_PLACE),
        location.region == null
            ? Optional.empty()
            : Optional.of(line(field + ".region", location.region.strip(), LONGEST_PLACE)));
  }

  private static double number(String field, double degrees, int limit) throws RefusedException {
    if (!(Math.abs(degrees) <= limit)) {
      throw broken(
          field,
          "is a number of degrees from -" + limit + " to " + limit,
          Double.toString(degrees));
    }
    return degrees;
  }

  private static List<StatedSector> sectors(List<DraftSector> drafts) throws RefusedException {
    List<StatedSector> sectors = new ArrayList<>(drafts.size());
    for (DraftSector draft : drafts) {
      String name = required("sectors.sector", draft.sector);
      Sector sector =
          Sector.find(name)
              .filter(found -> found != Sector.ALL_SECTORS)
              .orElseThrow(() -> broken("sectors.sector", "is one of the five sectors", name));
      if (sectors.stream().anyMatch(other -> other.sector() == sector)) {
        throw broken("sectors.sector", "names each sector once", name);
      }
      double probability = draft.probability == null ? 1 : draft.probability;
      sectors.add(
          new StatedSector(
              sector, (int) millionths("sectors.probability", probability, 0, 1, "a probability")));
    }
    return sectors;
  }

  private static List<Link> links(List<DraftLink> drafts) throws RefusedException {
    if (drafts.size() > MOST_LINKS) {
      throw broken("links", "has at most " + MOST_LINKS + " links", drafts.size() + " links");
    }
    List<Link> links = new ArrayList<>(drafts.size());
    for (DraftLink draft : drafts) {
      String to = required("links.to", draft.to);
      SignalId id;
      try {
        id = SignalId.parseKey(to);
      } catch (IllegalArgumentException e) {
        throw broken(
            "links.to", "is source|id, each of 1 to " + SignalId.LONGEST + " characters", to);
      }
      String word = required("links.relation", draft.relation);
      Link.Relation relation =
          Link.Relation.find(word)
              .orElseThrow(
                  () -> broken("links.relation", "is one of " + Link.Relation.words(), word));
      double weight = draft.weight == null ? 1 : draft.weight;
      links.add(
          new Link(
              id,
              relation,
              new Weight(millionths("links.weight", weight, 0, MOST_LINK_WEIGHT, "a weight"))));
    }
    return links;
  }

  private static long millionths(String field, double value, double least, double most, String what)
      throws RefusedException {
    if (!(value >= least && value <= most)) {
      throw broken(
          field,
          "is " + what + " from " + (long) least + " to " + (long) most,
          Double.toString(value));
    }
    return Math.round(value * Weight.ONE_MILLIONTHS);
  }

  private static OptionalInt count(String field, @Nullable Long count) throws RefusedException {
    if (count == null) {
      return OptionalInt.empty();
    }
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw broken(field, "is a whole number from 0 to " + Integer.MAX_VALUE, count.toString());
    }
    return OptionalInt.of(count.intValue());
  }

  private static OffsetDateTime observed(String text) throws RefusedException {
    OffsetDateTime time = timestamp("observed", text);
    if (time.getYear() < EARLIEST_YEAR || time.getYear() > LATEST_YEAR) {
      throw broken("observed", years(EARLIEST_YEAR), text);
    }
    return time;
  }

  private static OffsetDateTime timestamp(String field, String text) throws RefusedException {
    try {
      return Timestamps.parse(text);
    } catch (DateTimeException e) {
      throw broken(field, String.valueOf(e.getMessage()), text);
    }
  }

  private static Optional<LocalDate> date(String field, @Nullable String text, int earliestYear)
      throws RefusedException {
    if (text == null) {
      return Optional.empty();
    }
    LocalDate date;
    try {
      date = Timestamps.parseDate(text);
    } catch (DateTimeException e) {
      throw broken(field, "is a date, like 2026-11-22", text);
    }
    if (date.getYear() < earliestYear || date.getYear() > LATEST_YEAR) {
      throw broken(field, years(earliestYear), text);
    }
    return Optional.of(date);
  }

  private static String years(int earliest) {
    return "lies in the years " + earliest + " to " + LATEST_YEAR;
  }

  private static void same(String field, @Nullable String written, String envelope)
      throws RefusedException {
    if (written != null && !written.equals(envelope)) {
      throw broken(field, "is the same as in the ce_ headers", written);
    }
  }

  private static <T> T required(String field, @Nullable T value) throws RefusedException {
    if (value == null) {
      throw new RefusedException(new Refusal.MissingField(field));
    }
    return value;
  }

  /** A text of one line that says something. */
  private static String line(String field, String text, int longest) throws RefusedException {
    if (text.isBlank() || text.length() > longest) {
      throw broken(field, "has 1 to " + longest + " characters", text);
    }
    return text;
  }

  private static Optional<String> atMost(String field, @Nullable String text, int longest)
      throws RefusedException {
    if (text == null) {
      return Optional.empty();
    }
    if (text.length() > longest) {
      throw broken(field, "has at most " + longest + " characters", text);
    }
    return Optional.of(text);
  }

  private static Optional<String> matching(
      String field, @Nullable String text, int longest, Predicate<String> form, String rule)
      throws RefusedException {
    if (text == null) {
      return Optional.empty();
    }
    if (text.length() > longest || !form.test(text)) {
      throw broken(field, rule, text);
    }
    return Optional.of(text);
  }

  private static RefusedException broken(String field, String rule, String value) {
    return new RefusedException(new Refusal.BrokenRule(field, rule, value));
  }
}
