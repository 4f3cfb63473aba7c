package org.techindex.common.signal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Tells text that every database and page can show from bytes that only look like text. */
public final class Utf8 {

  static final String UTF8_RULE = "is valid UTF-8";
  static final String NUL_RULE = "has no NUL character";
  static final String SURROGATE_RULE = "has no half of a surrogate pair";

  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long BACKSLASHES = '\\' * LOW_BITS;
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private Utf8() {}

  /**
   * @throws RefusedException if the bytes are not strict UTF-8: overlong forms and encoded
   *     surrogates are not
   */
  public static void check(String field, byte[] bytes) throws RefusedException {
    if (!isAscii(bytes)) {
      decodeStrictly(field, bytes);
    }
  }

  /**
   * Strict decoding of a key or header.
   *
   * @throws RefusedException if the bytes are not UTF-8 or hold a NUL
   */
  public static String decode(String field, byte[] bytes) throws RefusedException {
    String text =
        isAscii(bytes)
            ? new String(bytes, StandardCharsets.ISO_8859_1)
            : decodeStrictly(field, bytes).toString();
    checkText(field, text);
    return text;
  }

  /**
   * @throws RefusedException if the text holds a NUL or half a surrogate pair
   */
  static void checkText(String field, String text) throws RefusedException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new RefusedException(new Refusal.BadEncoding(field, NUL_RULE, text));
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new RefusedException(new Refusal.BadEncoding(field, SURROGATE_RULE, text));
        }
        i++;
      }
    }
  }

  private static CharBuffer decodeStrictly(String field, byte[] bytes) throws RefusedException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw new RefusedException(
          new Refusal.BadEncoding(field, UTF8_RULE, new String(bytes, StandardCharsets.UTF_8)));
    }
  }

  /**
   * Whether a JSON document is of ASCII without a backslash: then it is valid UTF-8, and none of
   * its texts can hold a NUL, which JSON writes escaped, nor half a surrogate pair.
   */
  static boolean isPlain(byte[] document) {
    int at = 0;
    for (; at <= document.length - Long.BYTES; at += Long.BYTES) {
      long eight = (long) EIGHT_BYTES.get(document, at);
      long zeroAtBackslash = eight ^ BACKSLASHES;
      // The upper bit of a byte is set by the subtraction where the byte is zero, and of ASCII
      // bytes nowhere else below the lowest such byte.
      if (((eight | ((zeroAtBackslash - LOW_BITS) & ~zeroAtBackslash)) & HIGH_BITS) != 0) {
        return false;
      }
    }
    for (; at < document.length; at++) {
      if (document[at] < 0 || document[at] == '\\') {
        return false;
      }
    }
    return true;
  }

  private static boolean isAscii(byte[] bytes) {
    int at = 0;
    for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
      if (((long) EIGHT_BYTES.get(bytes, at) & HIGH_BITS) != 0) {
        return false;
      }
    }
    for (; at < bytes.length; at++) {
      if (bytes[at] < 0) {
        return false;
      }
    }
    return true;
  }
}
