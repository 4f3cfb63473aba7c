package org.techindex.api.render;

/** How the bytes of an answer are packed, by the words of the HTTP header. */
public enum Encoding {
  IDENTITY("identity", ""),
  GZIP("gzip", "-gz"),
  BROTLI("br", "-br");

  private final String word;
  private final String tagSuffix;

  Encoding(String word, String tagSuffix) {
    this.word = word;
    this.tagSuffix = tagSuffix;
  }

  /** "br", as in Content-Encoding. */
  public String word() {
    return word;
  }

  /** What tells the strong validators of one document's packings apart. */
  String tagSuffix() {
    return tagSuffix;
  }
}
