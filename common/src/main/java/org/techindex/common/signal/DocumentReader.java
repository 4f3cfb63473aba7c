package org.techindex.common.signal;

import java.math.BigInteger;
import org.techindex.common.signal.SignalDraft.DraftAffiliation;
import org.techindex.common.signal.SignalDraft.DraftLink;
import org.techindex.common.signal.SignalDraft.DraftLocation;
import org.techindex.common.signal.SignalDraft.DraftSector;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** One reading of one JSON document, token by token. */
final class DocumentReader {

  private static final String NOT_JSON = "is one JSON object";
  private static final String TOO_MUCH = "keeps within the limits of depth and length";
  private static final String ONCE = "comes once";

  /** Most elements of one array that are looked at; the rules allow fewer. */
  private static final int MOST_ELEMENTS = 5_000;

  private final SignalKind kind;
  private final JsonParser parser;
  private final SignalDraft draft;
  private final boolean plain;

  private DocumentReader(SignalKind kind, JsonParser parser, boolean plain) {
    this.kind = kind;
    this.parser = parser;
    this.draft = new SignalDraft(kind);
    this.plain = plain;
  }

  /**
   * @param plain whether {@link Utf8#isPlain} says so of the document
   */
  static SignalDraft read(
      SignalKind kind, JsonFactory json, ObjectReadContext context, byte[] document, boolean plain)
      throws RefusedException {
    try (JsonParser parser = json.createParser(context, document)) {
      DocumentReader reader = new DocumentReader(kind, parser, plain);
      reader.readDocument();
      return reader.draft;
    } catch (StreamConstraintsException e) {
      throw new RefusedException(new Refusal.BadJson(TOO_MUCH, where(e)));
    } catch (JacksonException e) {
      throw new RefusedException(new Refusal.BadJson(NOT_JSON, where(e)));
    }
  }

  private static String where(JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    String problem = String.valueOf(e.getOriginalMessage());
    return location == null
        ? problem
        : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": " + problem;
  }

  private void readDocument() throws RefusedException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new RefusedException(new Refusal.BadJson(NOT_JSON, "another value"));
    }
    long seen = 0;
    String field;
    while ((field = parser.nextName()) != null) {
      int ordinal = SignalFields.ordinal(kind, field);
      if (ordinal < 0) {
        throw unknown(field);
      }
      if ((seen & (1L << ordinal)) != 0) {
        throw bad(field, ONCE, field);
      }
      seen |= 1L << ordinal;
      parser.nextToken();
      readField(field);
    }
    if (parser.nextToken() != null) {
      throw new RefusedException(new Refusal.BadJson(NOT_JSON, "something after the document"));
    }
  }

  private RefusedException unknown(String field) {
    return bad(
        field,
        SignalFields.meant(SignalFields.ofDocument(kind), field)
            .map(meant -> "is no field of a signal: write " + meant)
            .orElse("is no field of " + article(kind)),
        field);
  }

  private static String article(SignalKind kind) {
    return switch (kind) {
      case BUSINESS -> "a business";
      case EVENT -> "an event";
      case INSTITUTION -> "an institution";
      case PUBLICATION -> "a publication";
    };
  }

  private void readField(String field) throws RefusedException {
    switch (field) {
      case "id" -> draft.id = text(field);
      case "source" -> draft.source = text(field);
      case "observed" -> draft.observed = text(field);
      case "name" -> draft.name = text(field);
      case "text" -> draft.text = text(field);
      case "url" -> draft.url = text(field);
      case "location" -> draft.location = location(field);
      case "sectors" -> readSectors();
      case "links" -> readLinks();
      case "companyNumber" -> draft.companyNumber = text(field);
      case "sicCodes" -> readSicCodes();
      case "employees" -> draft.employees = wholeNumber(field);
      case "founded" -> draft.founded = text(field);
      case "closed" -> draft.closed = text(field);
      case "starts" -> draft.starts = text(field);
      case "ends" -> draft.ends = text(field);
      case "attendees" -> draft.attendees = wholeNumber(field);
      case "ukprn" -> draft.ukprn = text(field);
      case "ror" -> draft.ror = text(field);
      case "staffFte" -> draft.staffFte = number(field);
      case "doi" -> draft.doi = text(field);
      case "published" -> draft.published = text(field);
      case "institutions" -> readInstitutions();
      case "citations" -> draft.citations = wholeNumber(field);
      default -> throw new IllegalStateException("field " + field + " is not read");
    }
  }

  private DraftLocation location(String field) throws RefusedException {
    DraftLocation location = new DraftLocation();
    startObject(field);
    int seen = 0;
    String name;
    while ((name = parser.nextName()) != null) {
      String path = field + "." + name;
      parser.nextToken();
      switch (name) {
        case "lat" -> {
          seen = once(seen, 0, path);
          location.lat = number(path);
        }
        case "lon" -> {
          seen = once(seen, 1, path);
          location.lon = number(path);
        }
        case "postcode" -> {
          seen = once(seen, 2, path);
          location.postcode = text(path);
        }
        case "place" -> {
          seen = once(seen, 3, path);
          location.place = text(path);
        }
        case "region" -> {
          seen = once(seen, 4, path);
          location.region = text(path);
        }
        default -> throw bad(path, "is no field of a location", name);
      }
    }
    return location;
  }

  private void readSectors() throws RefusedException {
    startArray("sectors");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      limit("sectors", draft.sectors.size());
      DraftSector sector = new DraftSector();
      startObject("sectors");
      int seen = 0;
      String name;
      while ((name = parser.nextName()) != null) {
        String path = "sectors." + name;
        parser.nextToken();
        switch (name) {
          case "sector" -> {
            seen = once(seen, 0, path);
            sector.sector = text(path);
          }
          case "probability" -> {
            seen = once(seen, 1, path);
            sector.probability = number(path);
          }
          default -> throw bad(path, "is no field of a stated sector", name);
        }
      }
      draft.sectors.add(sector);
    }
  }

  private void readLinks() throws RefusedException {
    startArray("links");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      limit("links", draft.links.size());
      DraftLink link = new DraftLink();
      startObject("links");
      int seen = 0;
      String name;
      while ((name = parser.nextName()) != null) {
        String path = "links." + name;
        parser.nextToken();
        switch (name) {
          case "to" -> {
            seen = once(seen, 0, path);
            link.to = text(path);
          }
          case "relation" -> {
            seen = once(seen, 1, path);
            link.relation = text(path);
          }
          case "weight" -> {
            seen = once(seen, 2, path);
            link.weight = number(path);
          }
          default -> throw bad(path, "is no field of a link", name);
        }
      }
      draft.links.add(link);
    }
  }

  private void readInstitutions() throws RefusedException {
    startArray("institutions");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      limit("institutions", draft.institutions.size());
      DraftAffiliation institution = new DraftAffiliation();
      startObject("institutions");
      int seen = 0;
      String name;
      while ((name = parser.nextName()) != null) {
        String path = "institutions." + name;
        parser.nextToken();
        switch (name) {
          case "name" -> {
            seen = once(seen, 0, path);
            institution.name = text(path);
          }
          case "location" -> {
            seen = once(seen, 1, path);
            institution.location = location(path);
          }
          default -> throw bad(path, "is no field of an institution of a publication", name);
        }
      }
      draft.institutions.add(institution);
    }
  }

  private void readSicCodes() throws RefusedException {
    startArray("sicCodes");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      limit("sicCodes", draft.sicCodes.size());
      draft.sicCodes.add(text("sicCodes"));
    }
  }

  private static int once(int seen, int ordinal, String path) throws RefusedException {
    if ((seen & (1 << ordinal)) != 0) {
      throw bad(path, ONCE, path);
    }
    return seen | (1 << ordinal);
  }

  private static void limit(String field, int elements) throws RefusedException {
    if (elements >= MOST_ELEMENTS) {
      throw bad(field, "has at most " + MOST_ELEMENTS + " elements", "more");
    }
  }

  private void startObject(String field) throws RefusedException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrongType(field, "an object");
    }
  }

  private void startArray(String field) throws RefusedException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrongType(field, "an array");
    }
  }

  private String text(String field) throws RefusedException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw wrongType(field, "a text");
    }
    String text = parser.getString();
    if (!plain) {
      Utf8.checkText(field, text);
    }
    return text;
  }

  private Double number(String field) throws RefusedException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
      throw wrongType(field, "a number");
    }
    double number = parser.getDoubleValue();
    if (!Double.isFinite(number)) {
      throw bad(field, "is a number that fits 64 bits", parser.getString());
    }
    return number;
  }

  private Long wholeNumber(String field) throws RefusedException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw wrongType(field, "a whole number");
    }
    try {
      return parser.getLongValue();
    } catch (InputCoercionException e) {
      BigInteger huge = parser.getBigIntegerValue();
      throw bad(field, "is a number that fits 64 bits", huge.toString());
    }
  }

  private RefusedException wrongType(String field, String wanted) {
    String found =
        switch (parser.currentToken()) {
          case START_OBJECT -> "an object";
          case START_ARRAY -> "an array";
          case VALUE_STRING -> "\"" + parser.getString() + "\"";
          case VALUE_NULL -> "null: leave the field out";
          case null -> "nothing";
          default -> parser.getString();
        };
    return bad(field, "is " + wanted, found);
  }

  private static RefusedException bad(String field, String rule, String value) {
    return new RefusedException(new Refusal.BadField(field, rule, value));
  }
}
