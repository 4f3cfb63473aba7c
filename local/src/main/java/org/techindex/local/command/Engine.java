package org.techindex.local.command;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.techindex.common.config.Settings;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.Cutoff;
import org.techindex.common.release.Manifest;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.ingest.SignalGate;
import org.techindex.ingest.classify.SignalClassifier;
import org.techindex.local.SystemParts;
import org.techindex.local.streams.StreamTotals;
import org.techindex.local.streams.StreamTotalsSource;
import org.techindex.scoring.kept.KeptTotalsSource;
import org.techindex.scoring.release.ReleaseSources;
import org.techindex.scoring.total.PostgresTotals;
import org.techindex.scoring.total.ScanSettings;
import org.techindex.scoring.total.TotalsSource;
import picocli.CommandLine.Option;

/** Which engine adds up the totals, and how it runs here. */
final class Engine {

  private static final Duration LONGEST = Duration.ofHours(24);

  /** The engines; their totals are the same integers. */
  enum Kind {
    SCAN,
    STREAMS,
    KEPT
  }

  @Option(
      names = "--engine",
      paramLabel = "scan|streams|kept",
      description =
          "scan: reads the database in this process; streams: Kafka Streams reads the topics, in"
              + " this process and any others of the same cut-off, and keeps the totals in the"
              + " database; kept: reads what streams has kept there (default: ${DEFAULT-VALUE}).",
      defaultValue = "scan")
  private Kind kind = Kind.SCAN;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Where streams keeps its state, for this process alone (default: ${DEFAULT-VALUE}).",
      defaultValue = ".techindex/totals")
  private Path state = Path.of(".techindex/totals");

  @Within(least = 1)
  @Option(
      names = "--threads",
      description = "Threads of streams in this process (default: ${DEFAULT-VALUE}).",
      defaultValue = "2")
  private int threads = 2;

  @Within(least = 0)
  @Option(
      names = "--standbys",
      description = "Copies of the state on other instances (default: ${DEFAULT-VALUE}).",
      defaultValue = "0")
  private int standbys;

  @Within(least = 1)
  @Option(
      names = "--commit",
      paramLabel = "MILLISECONDS",
      description = "Between two commits of streams (default: ${DEFAULT-VALUE}).",
      defaultValue = "500")
  private int commitMilliseconds = 500;

  /** The name of the engine, as the option has it. */
  String word() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  TotalsSource source(
      HikariDataSource database, SettingsOptions.Services services, Settings settings) {
    return switch (kind) {
      case SCAN -> TotalsSource.scan(database);
      case KEPT -> new KeptTotalsSource(database);
      case STREAMS -> {
        requireRocks();
        yield streams(database, services, settings);
      }
    };
  }

  /**
   * What is to be known of totals that were kept before: how many records came since. Other engines
   * count what is there when they begin.
   */
  Optional<String> since(DataSource database, Cutoff counted) {
    if (kind != Kind.KEPT) {
      return Optional.empty();
    }
    long since = PostgresTotals.storedCutoff(database).records() - counted.records();
    return since == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "records stored since these totals were counted: %,d (techindex totals --engine"
                    + " streams counts them too)",
                since));
  }

  /** How many records below the cut-off were refused, as this engine has counted them. */
  long refused(
      DataSource database,
      SettingsOptions.Services services,
      ScanSettings settings,
      Cutoff counted) {
    return kind == Kind.STREAMS
        ? StreamTotalsSource.refused(services.kafka(), settings, counted)
        : new ReleaseSources(database)
            .refused(counted).stream().mapToLong(Manifest.RefusedCount::records).sum();
  }

  private static void requireRocks() {
    try {
      Class.forName("org.rocksdb.RocksDB", false, Engine.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new OperatorException(
          ExitCode.WRONG_USE,
          "this installation has no RocksDB for --engine streams: take the image"
              + " techindex/streams (docker build --target streams), or --engine scan",
          e);
    }
  }

  private TotalsSource streams(
      HikariDataSource database, SettingsOptions.Services services, Settings settings) {
    return new StreamTotalsSource(
        database,
        services.kafka(),
        new SignalGate(
            new SignalClassifier(SystemParts.classifier()),
            SystemParts.locator(settings, Gazetteer.load(), SystemParts.postcodes(settings))),
        new StreamTotals.Running(state, threads, standbys, commitMilliseconds),
        LONGEST);
  }
}
