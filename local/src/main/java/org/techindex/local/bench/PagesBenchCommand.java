package org.techindex.local.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.techindex.common.config.Settings;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.local.DataDirectory;
import org.techindex.local.LocalSystem;
import org.techindex.local.RunningSystem;
import org.techindex.local.TemporaryDirectory;
import org.techindex.local.command.SettingsFile;
import org.techindex.local.command.Within;
import org.techindex.local.sample.SampleWorld;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the first page in Chromium, as a reader meets it. */
@Command(
    name = "pages",
    description = {
      "Measures the first page in Chromium: first contentful paint, bytes, layout shift.",
      "Without --url the pages show the sample signals of the demo."
    },
    mixinStandardHelpOptions = true)
public final class PagesBenchCommand implements Callable<Integer> {

  private static final Duration LONGEST_INGEST = Duration.ofMinutes(10);
  private static final Duration LONGEST_SCORING = Duration.ofMinutes(5);
  private static final int FREE_PORT = 0;

  @Option(names = "--url", description = "Address of pages that are served already.")
  private Optional<String> url = Optional.empty();

  @Within(least = 1)
  @Option(
      names = "--runs",
      description = "Visits, each with an empty cache; medians are printed (${DEFAULT-VALUE}).",
      defaultValue = "5")
  private int runs = 5;

  @Mixin private final SettingsFile settings = new SettingsFile();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path scripts = RunningSystem.home().resolveSibling("api/src/main/web/build");
    if (!Files.isDirectory(scripts.resolveSibling("node_modules"))) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "the pages are not built: install Node.js with npm, then build again");
    }
    PageFigures figures =
        url.isPresent() ? PageFigures.measure(scripts, url.get(), runs) : ofSample(scripts);
    PrintWriter out = spec.commandLine().getOut();
    line(out, "first contentful paint", figures.firstContentfulPaintMilliseconds() + " ms", "");
    line(out, "table shown", figures.tableShownMilliseconds() + " ms", "< 1000 ms");
    line(out, "script, compressed", kilobytes(figures.scriptBytes()), "< 400 kB");
    line(out, "everything, compressed", kilobytes(figures.allBytes()), "");
    line(out, "requests", Integer.toString(figures.requests()), "");
    line(out, "layout shift", String.format(Locale.ROOT, "%.4f", figures.layoutShift()), "0");
    out.flush();
    return ExitCode.DONE.number();
  }

  private static void line(PrintWriter out, String what, String figure, String asked) {
    out.printf(
        Locale.ROOT, "%-24s %12s%s%n", what, figure, asked.isEmpty() ? "" : "   asked " + asked);
  }

  private static String kilobytes(long bytes) {
    return String.format(Locale.ROOT, "%.0f kB", bytes / 1000.0);
  }

  private PageFigures ofSample(Path scripts) throws IOException, InterruptedException {
    Settings read = settings.read();
    try (TemporaryDirectory temporary = TemporaryDirectory.make("techindex-bench");
        LocalSystem system =
            LocalSystem.start(
                DataDirectory.open(temporary.path()), false, Optional.of(FREE_PORT), read)) {
      SampleWorld world = new SampleWorld(system.gazetteer(), YearMonth.now(ZoneOffset.UTC));
      system.publish(world::forEach);
      if (!system.awaitStored(LONGEST_INGEST)) {
        throw new OperatorException(
            ExitCode.SERVICE_MISSING,
            "the sample is not stored after 10 minutes: is the disk full?");
      }
      system.startScoring();
      String pages = system.pages().replaceFirst("/$", "");
      PageFigures.awaitTable(pages, LONGEST_SCORING);
      return PageFigures.measure(scripts, pages, runs);
    }
  }
}
