package org.techindex.local.command;

import org.techindex.api.ApiRegistry;
import org.techindex.api.ApiService;
import org.techindex.common.config.Settings;
import org.techindex.local.SystemParts;
import org.techindex.local.service.ServiceMeters;
import picocli.CommandLine.Command;

/** Runs the API and the pages alone, until stopped. */
@Command(
    name = "api",
    description = "Runs the API and the map alone, on the database that the settings name.",
    mixinStandardHelpOptions = true)
public final class ApiCommand extends ServiceCommand {

  public ApiCommand() {
    super("api");
  }

  @Override
  void serve(Frame frame) throws InterruptedException {
    Settings settings = frame.settings();
    ServiceMeters meters = frame.meters();
    try (ApiService api =
        new ApiService(
            SystemParts.api(settings),
            frame.database(),
            SystemParts.postcodes(settings),
            new ApiRegistry(meters.registry(), meters::text))) {
      api.start();
      meters.watchJvm();
      System.err.println("API and map on port " + api.port());
      frame.stopped().await();
    }
  }
}
