package org.techindex.common.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that an operator can set. Its key is written {@code kafka.bootstrap-servers} in a file
 * and on the command line, {@code TECHINDEX_KAFKA_BOOTSTRAP_SERVERS} in the environment.
 *
 * @param defaultText empty if there is no default; the part that needs the setting then says so
 * @param secret shown as dots wherever settings are printed
 * @param parser gives the value of a text, or throws IllegalArgumentException with the rule: "is a
 *     whole number from 1 to 65535"
 */
public record Setting<T>(
    String key,
    Optional<String> defaultText,
    String description,
    boolean secret,
    Function<String, T> parser) {

  /** What begins the names of all variables of the environment that are settings. */
  static final String VARIABLE_PREFIX = "TECHINDEX_";

  /** A text without a default. */
  public static Setting<String> text(String key, String description) {
    return new Setting<>(key, Optional.empty(), description, false, Setting::notBlank);
  }

  public static Setting<String> text(String key, String defaultText, String description) {
    return new Setting<>(key, Optional.of(defaultText), description, false, Setting::notBlank);
  }

  /** A text that is never printed; empty by default. */
  public static Setting<String> secret(String key, String description) {
    return new Setting<>(key, Optional.of(""), description, true, Function.identity());
  }

  /** A path without a default. */
  public static Setting<Path> path(String key, String description) {
    return new Setting<>(key, Optional.empty(), description, false, Setting::parsePath);
  }

  /**
   * @param least lowest value allowed
   * @param most highest value allowed
   */
  public static Setting<Integer> whole(
      String key, int defaultValue, int least, int most, String description) {
    return new Setting<>(
        key,
        Optional.of(Integer.toString(defaultValue)),
        description,
        false,
        text -> parseWhole(text, least, most));
  }

  /**
   * One of a few words.
   *
   * @param words the first is the default
   */
  public static Setting<String> oneOf(String key, List<String> words, String description) {
    return new Setting<>(
        key, Optional.of(words.getFirst()), description, false, text -> parseWord(text, words));
  }

  public static Setting<Boolean> flag(String key, boolean defaultValue, String description) {
    return new Setting<>(
        key, Optional.of(Boolean.toString(defaultValue)), description, false, Setting::parseFlag);
  }

  /** The name of this setting in the environment. */
  public String variable() {
    return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static String notBlank(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("is not empty");
    }
    return text;
  }

  private static Path parsePath(String text) {
    try {
      return Path.of(notBlank(text));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is a path", e);
    }
  }

  private static Integer parseWhole(String text, int least, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The rule below holds for this too.
    }
    throw new IllegalArgumentException("is a whole number from " + least + " to " + most);
  }

  private static String parseWord(String text, List<String> words) {
    if (!words.contains(text)) {
      throw new IllegalArgumentException("is one of " + String.join(", ", words));
    }
    return text;
  }

  private static Boolean parseFlag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is true or false");
    };
  }
}
