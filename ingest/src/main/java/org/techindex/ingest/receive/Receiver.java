package org.techindex.ingest.receive;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.techindex.common.signal.Refusal;
import org.techindex.common.signal.RefusedException;
import org.techindex.common.signal.SignalCodec;
import org.techindex.common.signal.SignalEnvelope;
import org.techindex.common.signal.SignalId;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.signal.Timestamps;
import org.techindex.common.signal.Utf8;
import org.techindex.common.store.Position;

/**
 * Takes a Kafka record apart: CloudEvents 1.0 in binary mode, key {@code source|id}, JSON value. A
 * null value is a retraction, for which the key is enough.
 */
public final class Receiver {

  private static final String KEY_RULE = "is source|id, each of 1 to 256 characters";
  private static final int EARLIEST_YEAR = 1970;
  private static final int LATEST_YEAR = 2099;

  private Receiver() {}

  /**
   * @throws RefusedException if the record is no signal
   */
  public static ReceivedSignal receive(Position position, ConsumerRecord<byte[], byte[]> record)
      throws RefusedException {
    byte[] value = record.value();
    if (value != null && value.length > SignalCodec.LARGEST_BYTES) {
      throw new RefusedException(new Refusal.TooLarge(value.length, SignalCodec.LARGEST_BYTES));
    }
    SignalId id = identity(record);
    SignalKind kind = kindOfTopic(record.topic());
    if (value == null) {
      return new ReceivedSignal.Retraction(position, kind, id, retractionTime(record));
    }
    checkKind(kind, requiredHeader(record, SignalEnvelope.TYPE));
    Optional<String> specversion = header(record, SignalEnvelope.SPECVERSION);
    if (specversion.isPresent() && !specversion.get().equals("1.0")) {
      throw envelope(SignalEnvelope.SPECVERSION, "is 1.0", specversion.get());
    }
    Optional<String> contentType = header(record, SignalEnvelope.CONTENT_TYPE);
    if (contentType.isPresent() && !contentType.get().startsWith(SignalEnvelope.JSON)) {
      throw envelope(SignalEnvelope.CONTENT_TYPE, "is application/json", contentType.get());
    }
    OffsetDateTime time = time(requiredHeader(record, SignalEnvelope.TIME));
    SignalEnvelope envelope = new SignalEnvelope(kind, id, time);
    return new ReceivedSignal.Version(position, envelope, SignalCodec.read(kind, value));
  }

  /** The identity as far as the key tells one, for a refusal. */
  public static Optional<SignalId> identityIfReadable(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(SignalId.parseKey(Utf8.decode("key", record.key())));
    } catch (RefusedException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static SignalId identity(ConsumerRecord<byte[], byte[]> record) throws RefusedException {
    if (record.key() == null) {
      throw envelope("key", KEY_RULE, "no key");
    }
    String key = Utf8.decode("key", record.key());
    SignalId id;
    try {
      id = SignalId.parseKey(key);
    } catch (IllegalArgumentException e) {
      throw envelope("key", KEY_RULE, key);
    }
    int bar = 0;
    while (record.key()[bar] != '|') {
      bar++;
    }
    checkRepeated(record, SignalEnvelope.SOURCE, 0, bar);
    checkRepeated(record, SignalEnvelope.ID, bar + 1, record.key().length);
    return id;
  }

  /** That the header says the same as the key from one byte to another; both are UTF-8. */
  private static void checkRepeated(
      ConsumerRecord<byte[], byte[]> record, String name, int from, int to)
      throws RefusedException {
    Header header = record.headers().lastHeader(name);
    if (header == null || header.value() == null) {
      boolean retraction = record.value() == null;
      if (!retraction) {
        throw envelope(name, "is required", "");
      }
    } else if (!Arrays.equals(header.value(), 0, header.value().length, record.key(), from, to)) {
      throw envelope(name, "is the same as in the key", Utf8.decode(name, header.value()));
    }
  }

  private static SignalKind kindOfTopic(String topic) {
    return SignalKind.ofTopic(topic)
        .orElseThrow(() -> new IllegalArgumentException("no kind has the topic " + topic));
  }

  private static void checkKind(SignalKind ofTopic, String ceType) throws RefusedException {
    Optional<SignalKind> kind = SignalKind.ofCeType(ceType);
    if (kind.isEmpty()) {
      throw new RefusedException(
          new Refusal.UnknownKind(ceType, "is a known type, like " + ofTopic.ceType()));
    }
    if (kind.get() != ofTopic) {
      throw new RefusedException(
          new Refusal.UnknownKind(ceType, "belongs on topic " + kind.get().topic()));
    }
  }

  private static OffsetDateTime retractionTime(ConsumerRecord<byte[], byte[]> record)
      throws RefusedException {
    Optional<String> header = header(record, SignalEnvelope.TIME);
    return header.isPresent()
        ? time(header.get())
        : Instant.ofEpochMilli(Math.max(0, record.timestamp())).atOffset(ZoneOffset.UTC);
  }

  private static OffsetDateTime time(String text) throws RefusedException {
    OffsetDateTime time;
    try {
      time = Timestamps.parse(text);
    } catch (DateTimeException e) {
      throw envelope(SignalEnvelope.TIME, String.valueOf(e.getMessage()), text);
    }
    if (time.getYear() < EARLIEST_YEAR || time.getYear() > LATEST_YEAR) {
      throw envelope(
          SignalEnvelope.TIME, "lies in the years " + EARLIEST_YEAR + " to " + LATEST_YEAR, text);
    }
    return time;
  }

  private static String requiredHeader(ConsumerRecord<byte[], byte[]> record, String name)
      throws RefusedException {
    return header(record, name).orElseThrow(() -> envelope(name, "is required", ""));
  }

  private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name)
      throws RefusedException {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(Utf8.decode(name, header.value()));
  }

  private static RefusedException envelope(String field, String rule, String value) {
    return new RefusedException(new Refusal.BadEnvelope(field, rule, value));
  }
}
