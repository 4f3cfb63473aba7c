package org.techindex.common.signal;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stands around a signal on Kafka: CloudEvents 1.0 in binary mode. The Kafka key is {@link
 * SignalId#key}.
 *
 * @param time when the producer made this version; the latest wins, compared in whole microseconds
 */
public record SignalEnvelope(SignalKind kind, SignalId id, OffsetDateTime time) {

  public static final String SPECVERSION = "ce_specversion";
  public static final String ID = "ce_id";
  public static final String SOURCE = "ce_source";
  public static final String TYPE = "ce_type";
  public static final String TIME = "ce_time";
  public static final String CONTENT_TYPE = "content-type";
  public static final String JSON = "application/json";

  /** The Kafka headers, in the order in which they are written; values are UTF-8. */
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(SPECVERSION, "1.0");
    headers.put(TYPE, kind.ceType());
    headers.put(SOURCE, id.source());
    headers.put(ID, id.id());
    headers.put(TIME, Timestamps.write(time));
    headers.put(CONTENT_TYPE, JSON);
    return headers;
  }
}
