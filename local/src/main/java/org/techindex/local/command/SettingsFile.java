package org.techindex.local.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.techindex.common.config.Settings;
import org.techindex.local.SystemSettings;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options by which commands are told settings. */
public final class SettingsFile {

  @Option(
      names = "--settings",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "File of settings, key = value (default: TECHINDEX_SETTINGS, if set).")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--set",
      scope = ScopeType.INHERIT,
      paramLabel = "KEY=VALUE",
      description = "One setting; stands above the file and the environment.")
  private Map<String, String> stated = new LinkedHashMap<>();

  /**
   * All settings, checked.
   *
   * @throws org.techindex.common.run.OperatorException with a line for each mistake
   */
  public Settings read() {
    Map<String, String> environment = System.getenv();
    Optional<Path> chosen =
        file.or(() -> Optional.ofNullable(environment.get("TECHINDEX_SETTINGS")).map(Path::of));
    return Settings.read(SystemSettings.ALL, chosen, environment, stated);
  }
}
