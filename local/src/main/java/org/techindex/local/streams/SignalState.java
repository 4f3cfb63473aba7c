package org.techindex.local.streams;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What is kept of an identity: its current version, where the signals lie that it links to, and for
 * each of its parts the weight of the links at either end that reach outside.
 *
 * @param places cells of the signals linked to, as far as they have told; empty where one is gone
 * @param outsideMillionths one for each part of the version
 */
record SignalState(
    SignalVersion version, Map<UUID, List<Long>> places, List<Long> outsideMillionths) {

  SignalState {
    outsideMillionths = List.copyOf(outsideMillionths);
  }

  byte[] encode() {
    int placeBytes = 0;
    for (List<Long> cells : places.values()) {
      placeBytes += 18 + 8 * cells.size();
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(version.bytes() + placeBytes + 2 + 8 * outsideMillionths.size());
    version.write(bytes);
    for (long outside : outsideMillionths) {
      bytes.putLong(outside);
    }
    bytes.putShort((short) places.size());
    places.forEach((identity, cells) -> {
      SignalVersion.writeIdentity(bytes, identity);
      SignalVersion.writeWeights(bytes, cells);
    });
    byte[] written = new byte[bytes.position()];
    bytes.flip().get(written);
    return written;
  }

  static SignalState decode(byte[] value) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    SignalVersion version = SignalVersion.read(bytes);
    List<Long> outside = new ArrayList<>();
    for (int part = 0; part < version.parts().size(); part++) {
      outside.add(bytes.getLong());
    }
    int count = bytes.getShort();
    Map<UUID, List<Long>> places = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      UUID identity = SignalVersion.readIdentity(bytes);
      places.put(identity, new ArrayList<>(SignalVersion.readWeights(bytes)));
    }
    return new SignalState(version, places, outside);
  }
}
