package org.techindex.local.command;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.techindex.common.config.Setting;
import org.techindex.common.config.Settings;
import org.techindex.common.run.ExitCode;
import org.techindex.common.store.Schema;
import org.techindex.local.SystemParts;
import org.techindex.local.SystemSettings;
import org.techindex.local.service.AdminServer;
import org.techindex.local.service.Health;
import org.techindex.local.service.Logging;
import org.techindex.local.service.ServiceMeters;
import picocli.CommandLine.Mixin;

/**
 * What the three services have in common: each tells its settings, counts what it does, works with
 * one database until the process is asked to end, and closes what it opened.
 */
abstract class ServiceCommand implements Callable<Integer> {

  private final String service;

  @Mixin private final SettingsFile settings = new SettingsFile();

  /**
   * @param service as its metrics name it: "ingest", "scoring" or "api"
   */
  ServiceCommand(String service) {
    this.service = service;
  }

  /** What a service works with while it runs. */
  record Frame(
      Settings settings, ServiceMeters meters, HikariDataSource database, UntilStopped stopped) {

    /** Health and metrics, on the port that this setting names. */
    AdminServer listen(Setting<Integer> port, Health health) {
      return AdminServer.start(
          settings.get(SystemSettings.ADMIN_HOST), settings.get(port), health, meters);
    }
  }

  @Override
  public final Integer call() throws InterruptedException {
    Settings read = settings.read();
    // Before the pool is made, which would log on another thread while the log is being set up.
    Logging.apply(read);
    FutureTask<HikariDataSource> connecting = new FutureTask<>(() -> SystemParts.database(read));
    Thread.ofPlatform().name("connect").daemon().start(connecting);
    read.describe().forEach(System.err::println);
    try (UntilStopped stopped = new UntilStopped();
        ServiceMeters meters =
            new ServiceMeters(service, read.find(SystemSettings.METRICS_OTLP_URL));
        HikariDataSource database = connected(connecting)) {
      Schema.require(database);
      database.setMetricRegistry(meters.registry());
      serve(new Frame(read, meters, database, stopped));
    }
    return ExitCode.DONE.number();
  }

  /** The pool, whose first connection was made while settings and meters were. */
  private static HikariDataSource connected(FutureTask<HikariDataSource> connecting)
      throws InterruptedException {
    try {
      return connecting.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /** Runs until the process is asked to end, or until going on would do harm. */
  abstract void serve(Frame frame) throws InterruptedException;
}
