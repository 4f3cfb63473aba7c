package org.techindex.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

class SettingsTest {

  private static final Setting<Integer> PORT =
      Setting.whole("api.port", 8080, 0, 65_535, "port of the API");
  private static final Setting<String> SERVERS =
      Setting.text("kafka.bootstrap-servers", "127.0.0.1:9092", "brokers");
  private static final Setting<String> PASSWORD = Setting.secret("database.password", "password");
  private static final Setting<Boolean> PROXY = Setting.flag("api.behind-proxy", false, "proxy");
  private static final Setting<Path> POSTCODES = Setting.path("place.postcodes", "postcodes");
  private static final List<Setting<?>> KNOWN = List.of(PORT, SERVERS, PASSWORD, PROXY, POSTCODES);

  @TempDir private Path directory = Path.of("");

  @Test
  void theCommandLineStandsAboveTheEnvironmentAndThatAboveTheFile() throws IOException {
    Path file = file("api.port = 1\nkafka.bootstrap-servers = file:1\napi.behind-proxy = true");

    Settings settings =
        Settings.read(
            KNOWN,
            Optional.of(file),
            Map.of("TECHINDEX_API_PORT", "2", "TECHINDEX_KAFKA_BOOTSTRAP_SERVERS", "env:2"),
            Map.of("api.port", "3"));

    assertThat(settings.get(PORT)).isEqualTo(3);
    assertThat(settings.get(SERVERS)).isEqualTo("env:2");
    assertThat(settings.get(PROXY)).isTrue();
  }

  @Test
  void defaultsHoldWhereNobodySaysOtherwise() {
    Settings settings = read(Map.of());

    assertThat(settings.get(PORT)).isEqualTo(8080);
    assertThat(settings.isStated(PORT)).isFalse();
    assertThat(settings.find(POSTCODES)).isEmpty();
    assertThat(settings.get(PASSWORD)).isEmpty();
  }

  @Test
  void allMistakesAreReportedAtOnceWithTheNearestKnownName() throws IOException {
    Path file = file("# ports\napi.prt = 9\nnonsense\napi.port = 1\napi.port = 2");

    assertThatThrownBy(() ->
            Settings.read(
                KNOWN,
                Optional.of(file),
                Map.of("TECHINDEX_API_BEHIND_PROXI", "true", "PATH", "/bin"),
                Map.of("api.port", "70000", "api.behind-proxy", "yes")))
        .isInstanceOf(OperatorException.class)
        .hasMessage(
            """
            %1$s line 2: unknown setting api.prt: did you mean api.port?
            %1$s line 3: write key = value, not 'nonsense'
            %1$s line 5: api.port stands in line 4 already
            unknown variable TECHINDEX_API_BEHIND_PROXI in the environment: did you mean \
            TECHINDEX_API_BEHIND_PROXY?
            --set: api.behind-proxy is true or false, not 'yes'
            --set: api.port is a whole number from 0 to 65535, not '70000'\
            """
                .formatted(file));
  }

  @Test
  void variablesOfTheStartScriptAreNotSettings() {
    assertThat(
            Settings.read(
                    KNOWN,
                    Optional.empty(),
                    Map.of("TECHINDEX_JAVA_OPTIONS", "-Xmx1g", "TECHINDEX_SETTINGS", "x"),
                    Map.of())
                .get(PORT))
        .isEqualTo(8080);
  }

  @Test
  void aMissingFileIsOneLine() {
    assertThatThrownBy(
            () -> Settings.read(KNOWN, Optional.of(Path.of("no-such.conf")), Map.of(), Map.of()))
        .isInstanceOfSatisfying(
            OperatorException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.WRONG_USE))
        .hasMessage("cannot read the settings file no-such.conf: is it there, and UTF-8?");
  }

  @Test
  void descriptionsTellTheOriginAndMaskSecrets() {
    Settings settings = read(Map.of("database.password", "hunter2", "api.port", "0"));

    assertThat(settings.describe())
        .anySatisfy(line -> assertThat(line).startsWith("api.port").endsWith("0  [--set]"))
        .anySatisfy(
            line -> assertThat(line).startsWith("database.password").endsWith("••••  [--set]"))
        .anySatisfy(line -> assertThat(line).startsWith("place.postcodes").endsWith("(not set)"))
        .noneSatisfy(line -> assertThat(line).contains("hunter2"));
  }

  @Test
  void aSecretMayStandInAFileOfItsOwn() throws IOException {
    Path secret = Files.writeString(directory.resolve("password"), "hunter2\n");

    Settings byVariable =
        Settings.read(
            KNOWN,
            Optional.empty(),
            Map.of("TECHINDEX_DATABASE_PASSWORD_FILE", secret.toString()),
            Map.of());
    Settings byKey = read(Map.of("database.password-file", secret.toString()));

    assertThat(byVariable.get(PASSWORD)).isEqualTo("hunter2");
    assertThat(byKey.get(PASSWORD)).isEqualTo("hunter2");
    assertThat(byVariable.describe())
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("database.password")
                .endsWith("••••  [TECHINDEX_DATABASE_PASSWORD_FILE, file " + secret + "]"));
  }

  @Test
  void onlySecretsStandInFilesAndAMissingFileIsOneLine() {
    assertThatThrownBy(
            () -> read(Map.of("database.password-file", "no-such-file", "api.port-file", "port")))
        .hasMessage(
            """
            --set: unknown setting api.port-file: did you mean api.port?
            --set: cannot read the file no-such-file with database.password: is it there, and may \
            this user read it?\
            """);
  }

  @Test
  void aSettingThatIsNeededAndNotSetSaysHowToSetIt() {
    assertThatThrownBy(() -> read(Map.of()).get(POSTCODES))
        .isInstanceOf(OperatorException.class)
        .hasMessage(
            "place.postcodes is not set: write --set place.postcodes=... or"
                + " TECHINDEX_PLACE_POSTCODES=... (postcodes)");
  }

  private static Settings read(Map<String, String> commandLine) {
    return Settings.read(KNOWN, Optional.empty(), Map.of(), commandLine);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("settings.conf"), text);
  }
}
