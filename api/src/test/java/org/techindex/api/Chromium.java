package org.techindex.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The installed Chromium without a window, and pages that report what the browser complains of. */
final class Chromium implements AutoCloseable {

  /** How long a slow machine may take to show something. */
  static final double SLOW_MILLISECONDS = 30_000;

  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path executable) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--no-first-run",
                            "--use-gl=angle",
                            "--use-angle=swiftshader",
                            "--enable-unsafe-swiftshader")));
  }

  /** Where Chromium is installed; empty if it is not. */
  static Optional<Path> installed() {
    return Stream.concat(
            Optional.ofNullable(System.getenv("CHROMIUM")).map(Path::of).stream(), PLACES.stream())
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Chromium launch() {
    return new Chromium(installed().orElseThrow());
  }

  /**
   * A visit of the pages.
   *
   * @param complaints errors on the console, errors of scripts, and requests that left the server
   */
  record Visit(BrowserContext context, Page page, List<String> complaints)
      implements AutoCloseable {

    @Override
    public void close() {
      context.close();
    }
  }

  /** Without a browser or without pages the tests of a class are skipped, with the reason. */
  static void assumePagesCanBeOpened() {
    assumeTrue(
        installed().isPresent(),
        "Chromium is not installed, the pages are not tested: apt-get install chromium");
    assumeTrue(
        Chromium.class.getResource("/web/index.html") != null,
        "npm is not installed, there are no pages to test: install Node.js with npm");
  }

  /** How long a slow machine may take to show a text. */
  static LocatorAssertions.ContainsTextOptions soon() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(SLOW_MILLISECONDS);
  }

  Visit open(String base, String path, int width, ColorScheme colours) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(base)
                .setViewportSize(width, 900)
                .setColorScheme(colours)
                .setReducedMotion(ReducedMotion.REDUCE));
    Page page = context.newPage();
    List<String> complaints = new ArrayList<>();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    page.onRequest(request -> {
      String url = request.url();
      if (!url.startsWith(base) && !url.startsWith("blob:") && !url.startsWith("data:")) {
        complaints.add("request to " + url);
      }
    });
    page.navigate(path);
    return new Visit(context, page, complaints);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
