package org.techindex.api.render;

/** What an answer is, as its Content-Type says. */
public enum MediaType {
  JSON("application/json", true),
  PROBLEM("application/problem+json", true),
  OPENAPI("application/openapi+json;version=3.1", true),
  GEOJSON("application/geo+json", true),
  JSON_LD("application/ld+json", true),
  CSV("text/csv; charset=utf-8; header=present", true),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false),
  PARQUET("application/vnd.apache.parquet", false),
  PDF("application/pdf", false),
  ATOM("application/atom+xml; charset=utf-8", true),
  HTML("text/html; charset=utf-8", true),
  CSS("text/css; charset=utf-8", true),
  SCRIPT("text/javascript; charset=utf-8", true),
  SVG("image/svg+xml", true),
  PNG("image/png", false),
  ICON("image/x-icon", false),
  WEB_FONT("font/woff2", false),
  WEB_MANIFEST("application/manifest+json", true),
  TEXT("text/plain; charset=utf-8", true),
  BYTES("application/octet-stream", false);

  private final String header;
  private final boolean packs;

  MediaType(String header, boolean packs) {
    this.header = header;
    this.packs = packs;
  }

  /** As in Content-Type. */
  public String header() {
    return header;
  }

  /** Whether packing makes it smaller: not where the format is packed already. */
  boolean packs() {
    return packs;
  }

  /** By the end of a file's name; {@link #BYTES} where that says nothing. */
  public static MediaType ofFile(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> HTML;
      case "css" -> CSS;
      case "js", "mjs" -> SCRIPT;
      case "svg" -> SVG;
      case "png" -> PNG;
      case "ico" -> ICON;
      case "woff2" -> WEB_FONT;
      case "webmanifest" -> WEB_MANIFEST;
      case "json" -> JSON;
      case "geojson" -> GEOJSON;
      case "csv" -> CSV;
      case "txt" -> TEXT;
      default -> BYTES;
    };
  }
}
