package org.techindex.common.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Utf8Test {

  private static final int LONGEST = 40; // five words of eight bytes, and all remainders

  @Test
  void aDocumentOfAsciiWithoutABackslashIsPlain() {
    for (int length = 0; length <= LONGEST; length++) {
      byte[] document = new byte[length];
      // The neighbours of the backslash, 0x5c, and the ends of ASCII.
      byte[] near = {'[', ']', 0x01, 0x7f, 'a'};
      for (int i = 0; i < length; i++) {
        document[i] = near[i % near.length];
      }
      assertThat(Utf8.isPlain(document)).isTrue();
    }
  }

  @Test
  void oneBackslashOrOneByteBeyondAsciiMakesItNotPlain() {
    for (int length = 1; length <= LONGEST; length++) {
      for (int at = 0; at < length; at++) {
        byte[] document = new byte[length];
        Arrays.fill(document, (byte) 'a');
        document[at] = '\\';
        assertThat(Utf8.isPlain(document)).isFalse();
        document[at] = (byte) 0x80;
        assertThat(Utf8.isPlain(document)).isFalse();
      }
    }
  }

  @Test
  void anEscapedNulIsRefusedThoughTheDocumentIsAscii() {
    byte[] document = "{\"name\":\"a\\u0000b\"}".getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> SignalCodec.read(SignalKind.EVENT, document))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal().rule()).isEqualTo("has no NUL character"));
  }
}
