package org.techindex.common.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/**
 * The settings of a run. What stands in the file gives way to the environment, that to the command
 * line. A secret may stand in a file of its own, named by {@code database.password-file} or {@code
 * TECHINDEX_DATABASE_PASSWORD_FILE}. Immutable.
 */
public final class Settings {

  /** Variables of the environment that begin like settings and are read by the start script. */
  private static final List<String> OF_THE_SCRIPT =
      List.of("TECHINDEX_JAVA_HOME", "TECHINDEX_JAVA_OPTIONS", "TECHINDEX_SETTINGS");

  /** Behind the name of a secret: the value is the path of the file that holds it. */
  private static final String OF_FILE = "-file";

  private static final String OF_FILE_VARIABLE = "_FILE";

  private static final String MASK = "••••";

  /**
   * Where a value came from.
   *
   * @param where for people: "default", "settings.conf line 3", "TECHINDEX_API_PORT", "--set"
   */
  private record Stated(String text, String where) {}

  private final Map<String, Setting<?>> known;
  private final Map<String, Stated> values;

  private Settings(Map<String, Setting<?>> known, Map<String, Stated> values) {
    this.known = known;
    this.values = values;
  }

  /**
   * Reads all sources and checks every value.
   *
   * @param file lines of {@code key = value}; '#' begins a comment line
   * @param environment variables that do not begin with TECHINDEX_ are left alone
   * @param commandLine by key
   * @throws OperatorException with one line for each mistake there is
   */
  public static Settings read(
      Collection<Setting<?>> known,
      Optional<Path> file,
      Map<String, String> environment,
      Map<String, String> commandLine) {
    Map<String, Setting<?>> byKey = new TreeMap<>();
    for (Setting<?> setting : known) {
      byKey.put(setting.key(), setting);
    }
    List<String> mistakes = new ArrayList<>();
    Map<String, Stated> values = new HashMap<>();
    for (Setting<?> setting : byKey.values()) {
      setting
          .defaultText()
          .ifPresent(text -> values.put(setting.key(), new Stated(text, "default")));
    }
    file.ifPresent(path -> readFile(path, byKey, values, mistakes));
    readEnvironment(environment, byKey, values, mistakes);
    for (Map.Entry<String, String> stated : new TreeMap<>(commandLine).entrySet()) {
      put(stated.getKey(), new Stated(stated.getValue(), "--set"), byKey, values, mistakes);
    }
    for (Setting<?> setting : byKey.values()) {
      check(setting, values, mistakes);
    }
    if (!mistakes.isEmpty()) {
      throw new OperatorException(ExitCode.WRONG_USE, String.join("\n", mistakes));
    }
    return new Settings(byKey, values);
  }

  private static void readFile(
      Path path, Map<String, Setting<?>> known, Map<String, Stated> values, List<String> mistakes) {
    List<String> lines;
    try {
      lines = Files.readAllLines(path);
    } catch (IOException e) {
      mistakes.add("cannot read the settings file " + path + ": is it there, and UTF-8?");
      return;
    }
    Map<String, Integer> lineOfKey = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String where = path + " line " + (i + 1);
      int equals = line.indexOf('=');
      if (equals < 0) {
        mistakes.add(where + ": write key = value, not '" + line + "'");
        continue;
      }
      String key = line.substring(0, equals).strip();
      Integer before = lineOfKey.putIfAbsent(key, i + 1);
      if (before != null) {
        mistakes.add(where + ": " + key + " stands in line " + before + " already");
        continue;
      }
      put(key, new Stated(line.substring(equals + 1).strip(), where), known, values, mistakes);
    }
  }

  private static void readEnvironment(
      Map<String, String> environment,
      Map<String, Setting<?>> known,
      Map<String, Stated> values,
      List<String> mistakes) {
    Map<String, String> keyOfVariable = new TreeMap<>();
    for (Setting<?> setting : known.values()) {
      keyOfVariable.put(setting.variable(), setting.key());
      if (setting.secret()) {
        keyOfVariable.put(setting.variable() + OF_FILE_VARIABLE, setting.key() + OF_FILE);
      }
    }
    for (Map.Entry<String, String> entry : new TreeMap<>(environment).entrySet()) {
      String variable = entry.getKey();
      if (!variable.startsWith(Setting.VARIABLE_PREFIX) || OF_THE_SCRIPT.contains(variable)) {
        continue;
      }
      String key = keyOfVariable.get(variable);
      if (key == null) {
        mistakes.add(
            "unknown variable "
                + variable
                + " in the environment"
                + NearestName.hint(variable, keyOfVariable.keySet()));
      } else {
        put(key, new Stated(entry.getValue(), variable), known, values, mistakes);
      }
    }
  }

  private static void put(
      String key,
      Stated stated,
      Map<String, Setting<?>> known,
      Map<String, Stated> values,
      List<String> mistakes) {
    Optional<Setting<?>> kept = keptInFile(key, known);
    if (known.containsKey(key)) {
      values.put(key, stated);
    } else if (kept.isPresent()) {
      putSecret(kept.get(), stated, values, mistakes);
    } else {
      mistakes.add(
          stated.where + ": unknown setting " + key + NearestName.hint(key, known.keySet()));
    }
  }

  /** The secret that {@code key} names the file of. */
  private static Optional<Setting<?>> keptInFile(String key, Map<String, Setting<?>> known) {
    return key.endsWith(OF_FILE)
        ? Optional.<Setting<?>>ofNullable(
                known.get(key.substring(0, key.length() - OF_FILE.length())))
            .filter(Setting::secret)
        : Optional.empty();
  }

  /** What the file holds, without the line break at its end. */
  private static void putSecret(
      Setting<?> secret, Stated file, Map<String, Stated> values, List<String> mistakes) {
    try {
      values.put(
          secret.key(),
          new Stated(
              Files.readString(Path.of(file.text)).stripTrailing(),
              file.where + ", file " + file.text));
    } catch (IOException | InvalidPathException e) {
      mistakes.add(
          file.where
              + ": cannot read the file "
              + file.text
              + " with "
              + secret.key()
              + ": is it there, and may this user read it?");
    }
  }

  private static void check(Setting<?> setting, Map<String, Stated> values, List<String> mistakes) {
    Stated stated = values.get(setting.key());
    if (stated == null) {
      return;
    }
    try {
      var _ = setting.parser().apply(stated.text);
    } catch (IllegalArgumentException e) {
      String found = setting.secret() ? "" : ", not '" + stated.text + "'";
      mistakes.add(stated.where + ": " + setting.key() + " " + e.getMessage() + found);
    }
  }

  /**
   * The value of a setting.
   *
   * @throws OperatorException if it has no default and nobody stated it
   */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() ->
            new OperatorException(
                ExitCode.WRONG_USE,
                setting.key()
                    + " is not set: write --set "
                    + setting.key()
                    + "=... or "
                    + setting.variable()
                    + "=... ("
                    + setting.description()
                    + ")"));
  }

  /** The value of a setting; empty if it has no default and nobody stated it. */
  public <T> Optional<T> find(Setting<T> setting) {
    Stated stated = values.get(setting.key());
    return stated == null ? Optional.empty() : Optional.of(setting.parser().apply(stated.text));
  }

  /** Whether the value is somebody's, not the default. */
  public boolean isStated(Setting<?> setting) {
    Stated stated = values.get(setting.key());
    return stated != null && !stated.where.equals("default");
  }

  /** A line for each setting: key, value, where it came from; secrets as dots. */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    for (Setting<?> setting : known.values()) {
      Stated stated = values.get(setting.key());
      if (stated == null) {
        lines.add(String.format("%-32s (not set)", setting.key()));
      } else {
        String shown = setting.secret() && !stated.text.isEmpty() ? MASK : stated.text;
        lines.add(String.format("%-32s %s  [%s]", setting.key(), shown, stated.where));
      }
    }
    return List.copyOf(lines);
  }
}
