package org.techindex.api.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.techindex.api.read.Edition;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.sector.Sector;

/** The six tables as one page of HTML that needs no script. */
public final class PlainPage {

  public static final String STYLE_ADDRESS = "/tables.css";

  private PlainPage() {}

  public static byte[] style() {
    try (InputStream css = PlainPage.class.getResourceAsStream("tables.css")) {
      if (css == null) {
        throw new IllegalStateException("tables.css is not in this build");
      }
      return css.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param edition empty before anything is published
   */
  public static byte[] write(Optional<Edition> edition) {
    Html html = new Html();
    html.raw("<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\">")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .raw("<title>Tech Innovation Index</title>")
        .raw("<link rel=\"stylesheet\" href=\"" + STYLE_ADDRESS + "\"></head><body><main>")
        .raw("<h1>Tech Innovation Index</h1>");
    if (edition.isPresent()) {
      tables(html, edition.get());
    } else {
      html.raw("<p>Nothing is published yet.</p>");
    }
    html.raw("</main></body></html>\n");
    return html.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void tables(Html html, Edition edition) {
    html.raw("<p>")
        .text(
            (edition.isLive() ? "Live index" : "Release " + edition.id())
                + ", signals up to "
                + edition.asOf()
                + ", method "
                + edition.method()
                + ", published "
                + edition.publishedAt())
        .raw(". <a href=\"" + edition.href() + "/clusters.csv\">All tables (CSV)</a></p><nav><ul>");
    edition
        .rankings()
        .forEach((sector, ranking) ->
            html.raw("<li><a href=\"#" + sector.id() + "\">")
                .text(ranking.title())
                .raw("</a></li>"));
    html.raw("</ul></nav>");
    edition.rankings().forEach((sector, ranking) -> table(html, sector, ranking));
  }

  private static void table(Html html, Sector sector, SectorRanking ranking) {
    html.raw("<section id=\"" + sector.id() + "\"><h2>")
        .text(ranking.title())
        .raw("</h2><p>")
        .text(Sentence.of(ranking))
        .raw("</p><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"")
        .text("Table of " + ranking.title())
        .raw("\">");
    rows(html, ranking);
    html.raw("</div></section>");
  }

  /** The table of a sector with its intervals. */
  static void rows(Html html, SectorRanking ranking) {
    html.raw("<table><thead><tr><th scope=\"col\" class=\"number\">Rank</th>")
        .raw("<th scope=\"col\">Could be</th><th scope=\"col\">Cluster</th>")
        .raw("<th scope=\"col\">Regions</th><th scope=\"col\" class=\"number\">Share, %</th>")
        .raw("<th scope=\"col\" class=\"number\">95 % interval</th></tr></thead><tbody>");
    for (RankedCluster row : Edition.rows(ranking)) {
      html.raw("<tr><td class=\"number\">")
          .text(Printed.rank(ranking, row))
          .raw("</td><td>")
          .text(row.interval().map(each -> range(each.lowRank(), each.highRank())).orElse(""))
          .raw("</td><th scope=\"row\">")
          .text(row.name())
          .raw("</th><td>")
          .text(String.join(", ", row.regions()))
          .raw("</td><td class=\"number\">")
          .text(Printed.percentage(row.percentage()))
          .raw("</td><td class=\"number\">")
          .text(
              row.interval()
                  .map(each ->
                      Printed.percentage(each.lowPercentage())
                          + " to "
                          + Printed.percentage(each.highPercentage()))
                  .orElse(""))
          .raw("</td></tr>");
    }
    html.raw("</tbody></table>");
  }

  private static String range(int low, int high) {
    return low == high
        ? Printed.ordinal(low)
        : Printed.ordinal(low) + " to " + Printed.ordinal(high);
  }
}
