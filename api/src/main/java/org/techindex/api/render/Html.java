package org.techindex.api.render;

/** HTML under construction; whatever comes from outside goes in as text. */
final class Html {

  private final StringBuilder html = new StringBuilder();

  /** Markup of our own, as it is. */
  Html raw(String markup) {
    html.append(markup);
    return this;
  }

  /** Words, with what HTML and XML would read as markup escaped. */
  Html text(String words) {
    for (int i = 0; i < words.length(); i++) {
      char each = words.charAt(i);
      switch (each) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        default -> html.append(each);
      }
    }
    return this;
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
