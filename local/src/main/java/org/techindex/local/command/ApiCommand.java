package org.techindex.local.command;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.Callable;
import org.techindex.api.ApiRegistry;
import org.techindex.api.ApiService;
import org.techindex.common.config.Settings;
import org.techindex.common.run.ExitCode;
import org.techindex.local.SystemParts;
import org.techindex.local.SystemSettings;
import org.techindex.local.service.Logging;
import org.techindex.local.service.ServiceMeters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the API and the pages alone, until stopped. */
@Command(
    name = "api",
    description = "Runs the API and the map alone, on the database that the settings name.",
    mixinStandardHelpOptions = true)
public final class ApiCommand implements Callable<Integer> {

  @Mixin private final SettingsFile settings = new SettingsFile();

  @Override
  public Integer call() throws InterruptedException {
    Settings read = settings.read();
    read.describe().forEach(System.err::println);
    Logging.apply(read);
    try (UntilStopped stopped = new UntilStopped();
        ServiceMeters meters =
            new ServiceMeters("api", read.find(SystemSettings.METRICS_OTLP_URL));
        HikariDataSource database = SystemParts.database(read);
        ApiService api =
            new ApiService(
                SystemParts.api(read),
                database,
                SystemParts.postcodes(read),
                new ApiRegistry(meters.registry(), meters::text))) {
      database.setMetricRegistry(meters.registry());
      api.start();
      System.err.println("API and map on port " + api.port());
      stopped.await();
    }
    return ExitCode.DONE.number();
  }
}
