package org.techindex.api.render;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.techindex.api.read.Edition;
import org.techindex.common.release.SectorRanking;

/**
 * An edition as a report to print: headline, the six tables with their intervals, what moved and
 * why, quality notes and the method. It is XHTML, so that the same text becomes a web page and a
 * PDF.
 */
public final class Report {

  private static final int MOST_MOVERS = 5;

  static {
    // It writes a line of progress for each PDF through java.util.logging.
    XRLog.setLoggingEnabled(false);
  }

  private Report() {}

  /**
   * @param before the edition that changes are measured from; empty for the first
   */
  public static byte[] html(Edition edition, Optional<Edition> before) {
    Html html = new Html();
    html.raw("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en-GB\"><head>")
        .raw("<meta charset=\"utf-8\"/><title>Tech Innovation Index, ")
        .text(edition.id())
        .raw("</title><style>")
        .raw(style())
        .raw("</style></head><body><h1>Tech Innovation Index</h1><p class=\"dated\">")
        .text(dated(edition))
        .raw("</p>");
    edition.reason().ifPresent(reason -> note(html, "Corrected: " + reason + "."));
    html.raw("<h2>In short</h2><ul>");
    edition
        .rankings()
        .values()
        .forEach(ranking -> html.raw("<li>").text(Sentence.of(ranking)).raw("</li>"));
    html.raw("</ul>");
    edition.rankings().forEach((sector, ranking) -> table(html, ranking));
    before.ifPresent(earlier -> moved(html, edition, earlier));
    quality(html, edition);
    method(html, edition);
    html.raw("</body></html>\n");
    return html.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String style() {
    try (InputStream css = Report.class.getResourceAsStream("report.css")) {
      if (css == null) {
        throw new IllegalStateException("report.css is not in this build");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String dated(Edition edition) {
    return (edition.isLive() ? "Live index, revision " + edition.revision() : edition.id())
        + ". Signals up to "
        + edition.asOf()
        + ". Method "
        + edition.method()
        + ". Published "
        + edition.publishedAt()
        + ".";
  }

  private static void note(Html html, String words) {
    html.raw("<p class=\"note\">").text(words).raw("</p>");
  }

  private static void table(Html html, SectorRanking ranking) {
    html.raw("<div class=\"sector\"><h2>").text(ranking.title()).raw("</h2>");
    note(html, Sentence.of(ranking));
    PlainPage.rows(html, ranking);
    html.raw("</div>");
  }

  private static void moved(Html html, Edition edition, Edition before) {
    html.raw("<h2>What moved since ").text(before.id()).raw("</h2>");
    for (Comparison.SectorComparison sector : Comparison.of(edition, before).sectors()) {
      List<Comparison.Row> movers =
          sector.clusters().stream()
              .filter(row -> row.points() == null || Math.abs(row.points()) >= 0.05)
              .sorted(Comparator.comparingDouble((Comparison.Row row) -> -size(row)))
              .limit(MOST_MOVERS)
              .toList();
      html.raw("<h3>").text(sector.title()).raw("</h3>");
      if (movers.isEmpty()) {
        note(html, "No percentage moved by a tenth of a point.");
      } else {
        html.raw("<ul>");
        movers.forEach(row -> html.raw("<li>").text(words(row)).raw("</li>"));
        html.raw("</ul>");
      }
    }
  }

  private static double size(Comparison.Row row) {
    return row.points() == null ? Double.MAX_VALUE : Math.abs(row.points());
  }

  private static String words(Comparison.Row row) {
    if (row.points() == null) {
      return row.name() + (row.status().equals("born") ? " is new." : " is no cluster any more.");
    }
    Comparison.Parts parts = row.parts();
    String why =
        parts == null
            ? ""
            : ": "
                + Printed.points(parts.activity())
                + " from signals, "
                + Printed.points(parts.boundary())
                + " from its boundary, "
                + Printed.points(parts.method())
                + " from the method";
    return row.name()
        + " "
        + Printed.points(row.points())
        + " points"
        + (row.significant() ? "" : " (could be chance)")
        + why
        + ".";
  }

  private static void quality(Html html, Edition edition) {
    Quality quality = Quality.of(edition);
    html.raw("<h2>Quality</h2>");
    List<String> notes = new ArrayList<>();
    long refused = quality.refused().stream().mapToLong(Quality.Refused::count).sum();
    long sources = quality.sources().stream().map(Quality.Source::source).distinct().count();
    if (sources > 0) {
      notes.add(
          sources
              + (sources == 1 ? " source. " : " sources. ")
              + refused
              + " records could not be taken.");
    }
    edition.rankings().values().stream()
        .flatMap(ranking -> ranking.warnings().stream())
        .distinct()
        .forEach(notes::add);
    notes.add("Counts below ten are not shown; other counts are rounded down to tens.");
    html.raw("<ul>");
    notes.forEach(words -> html.raw("<li>").text(words).raw("</li>"));
    html.raw("</ul>");
  }

  private static void method(Html html, Edition edition) {
    MethodInForce method = MethodInForce.of(edition);
    html.raw("<h2>Method</h2>");
    note(
        html,
        "A percentage is 100 times the weighted sum of a cluster's shares of each factor. The range of"
            + " ranks holds the true rank of every cluster at 95 % confidence.");
    html.raw("<ul>");
    method
        .factors()
        .forEach(factor ->
            html.raw("<li>")
                .text(factor.factor() + ": " + Printed.decimals(factor.weight(), 2))
                .raw("</li>"));
    method
        .settings()
        .forEach((name, value) -> html.raw("<li>").text(name + ": " + value).raw("</li>"));
    html.raw("</ul>");
    html.raw("<p class=\"dated\">Licence: ").text(EditionOverview.LICENCE.name()).raw("</p>");
  }

  /** The report as PDF. */
  public static byte[] pdf(Edition edition, Optional<Edition> before) {
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    String html =
        new String(html(edition, before), StandardCharsets.UTF_8).replace("<!DOCTYPE html>\n", "");
    try {
      new PdfRendererBuilder()
          .withHtmlContent(html, "about:blank")
          .withProducer("techindex")
          .toStream(pdf)
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pdf.toByteArray();
  }
}
