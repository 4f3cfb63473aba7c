package org.techindex.common.signal;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.techindex.common.measure.Weight;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Signals as JSON documents, the form of {@code schema/*.json}. Reading is strict: UTF-8 only,
 * nothing after the document, every field known, once, and of its type. Writing gives documents
 * that reading gives back as equal signals. Safe for use by several threads.
 */
public final class SignalCodec {

  /** Largest document, in bytes. */
  public static final int LARGEST_BYTES = 1_000_000;

  private static final int DEEPEST = 10;
  private static final int LONGEST_NUMBER = 60;
  private static final int LONGEST_FIELD_NAME = 100;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxNameLength(LONGEST_FIELD_NAME)
                  .maxStringLength(LARGEST_BYTES)
                  .build())
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .build();

  private SignalCodec() {}

  /**
   * Reads a document as far as its syntax, fields and types go.
   *
   * @throws RefusedException if it is too large, not JSON, or has a field that does not belong
   */
  public static SignalDraft read(SignalKind kind, byte[] document) throws RefusedException {
    if (document.length > LARGEST_BYTES) {
      throw new RefusedException(new Refusal.TooLarge(document.length, LARGEST_BYTES));
    }
    boolean plain = Utf8.isPlain(document);
    if (!plain) {
      Utf8.check("value", document);
    }
    return DocumentReader.read(kind, JSON, ObjectReadContext.empty(), document, plain);
  }

  /**
   * Reads a document and applies the rules.
   *
   * @throws RefusedException with the first fault found
   */
  public static Signal decode(SignalEnvelope envelope, byte[] document) throws RefusedException {
    return SignalRules.check(read(envelope.kind(), document), envelope.id());
  }

  /**
   * Reads a document that stands alone, such as a line of a file, and applies the rules.
   *
   * @param source stands for the field {@code source} where the document has none
   * @throws RefusedException with the first fault found
   */
  public static Signal decode(SignalKind kind, String source, byte[] document)
      throws RefusedException {
    return SignalRules.checkWithoutEnvelope(read(kind, document), source);
  }

  /** The document of a signal, with its id and source. */
  public static byte[] encode(Signal signal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      writeHead(json, signal.head());
      writeOwnFields(json, signal);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** The fields that only signals of this kind have, and the sectors stated, as a document. */
  public static byte[] encodeOwnFields(Signal signal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      writeSectors(json, signal.head().sectors());
      writeOwnFields(json, signal);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void writeHead(JsonGenerator json, SignalHead head) {
    json.writeStringProperty("id", head.id().id());
    json.writeStringProperty("source", head.id().source());
    json.writeStringProperty("observed", Timestamps.write(head.observed()));
    json.writeStringProperty("name", head.name());
    write(json, "text", head.text());
    write(json, "url", head.url());
    head.location().ifPresent(location -> writeLocation(json, location));
    writeSectors(json, head.sectors());
    if (!head.links().isEmpty()) {
      json.writeArrayPropertyStart("links");
      for (Link link : head.links()) {
        json.writeStartObject();
        json.writeStringProperty("to", link.to().key());
        json.writeStringProperty("relation", link.relation().word());
        if (!link.weight().equals(Weight.ONE)) {
          writeMillionths(json, "weight", link.weight().millionths());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private static void writeSectors(JsonGenerator json, List<StatedSector> sectors) {
    if (sectors.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("sectors");
    for (StatedSector sector : sectors) {
      json.writeStartObject();
      json.writeStringProperty("sector", sector.sector().id());
      writeMillionths(json, "probability", sector.membershipMillionths());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeOwnFields(JsonGenerator json, Signal signal) {
    switch (signal) {
      case Signal.Business business -> {
        write(json, "companyNumber", business.companyNumber());
        if (!business.sicCodes().isEmpty()) {
          json.writeArrayPropertyStart("sicCodes");
          business.sicCodes().forEach(json::writeString);
          json.writeEndArray();
        }
        write(json, "employees", business.employees());
        writeDate(json, "founded", business.founded());
        writeDate(json, "closed", business.closed());
      }
      case Signal.Event event -> {
        writeDate(json, "starts", Optional.of(event.starts()));
        writeDate(json, "ends", event.ends());
        write(json, "attendees", event.attendees());
      }
      case Signal.Institution institution -> {
        write(json, "ukprn", institution.ukprn());
        write(json, "ror", institution.ror());
        institution
            .staffFteMillionths()
            .ifPresent(millionths -> writeMillionths(json, "staffFte", millionths));
      }
      case Signal.Publication publication -> {
        write(json, "doi", publication.doi());
        writeDate(json, "published", Optional.of(publication.published()));
        if (!publication.institutions().isEmpty()) {
          json.writeArrayPropertyStart("institutions");
          for (Signal.Affiliation institution : publication.institutions()) {
            json.writeStartObject();
            json.writeStringProperty("name", institution.name());
            writeLocation(json, institution.location());
            json.writeEndObject();
          }
          json.writeEndArray();
        }
        write(json, "citations", publication.citations());
      }
    }
  }

  private static void writeLocation(JsonGenerator json, StatedLocation location) {
    json.writeObjectPropertyStart("location");
    switch (location) {
      case StatedLocation.AtPoint at -> {
        json.writeNumberProperty("lat", at.point().latitudeDegrees());
        json.writeNumberProperty("lon", at.point().longitudeDegrees());
      }
      case StatedLocation.AtPostcode at -> json.writeStringProperty("postcode", at.postcode());
      case StatedLocation.AtPlace at -> {
        json.writeStringProperty("place", at.place());
        write(json, "region", at.region());
      }
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String field, Optional<String> text) {
    text.ifPresent(present -> json.writeStringProperty(field, present));
  }

  private static void write(JsonGenerator json, String field, OptionalInt number) {
    number.ifPresent(present -> json.writeNumberProperty(field, present));
  }

  private static void writeDate(JsonGenerator json, String field, Optional<LocalDate> date) {
    date.ifPresent(present -> json.writeStringProperty(field, present.toString()));
  }

  private static void writeMillionths(JsonGenerator json, String field, long millionths) {
    BigDecimal number = BigDecimal.valueOf(millionths, 6).stripTrailingZeros();
    json.writeName(field);
    json.writeNumber(number.toPlainString());
  }
}
