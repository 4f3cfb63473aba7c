package org.techindex.local.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The whole numbers that an option takes, both ends included; a list may hold only such. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Within {

  /** Where the port of a server is an option: 0 takes a free one. */
  long HIGHEST_PORT = 65_535;

  /** More partitions of a topic than this are a slip: a broker would take minutes to make them. */
  long MOST_PARTITIONS = 1_000;

  /** The smallest number. */
  long least();

  /** The largest number. */
  long most() default Long.MAX_VALUE;

  /** Holds the options of a command to what they may be. */
  final class Check {

    private Check() {}

    /**
     * Passes where each option of the command, and of those it stands below, is as its field says.
     *
     * @throws ParameterException naming the first option that is not, with the number and the range
     */
    public static void options(ParseResult parsed) {
      for (CommandLine line : parsed.asCommandLineList()) {
        line.getParseResult().matchedOptions().forEach(option -> check(line, option));
      }
    }

    private static void check(CommandLine line, OptionSpec option) {
      if (!(option.userObject() instanceof Field field)
          || field.getAnnotation(Within.class) == null) {
        return;
      }
      Within range = field.getAnnotation(Within.class);
      for (Object each : each(option.getValue())) {
        long number = ((Number) each).longValue();
        if (number < range.least() || number > range.most()) {
          throw new ParameterException(
              line, option.longestName() + " is " + said(range) + ", not " + number);
        }
      }
    }

    private static Collection<?> each(Object value) {
      return switch (value) {
        case Collection<?> many -> many;
        case Optional<?> perhaps -> perhaps.stream().toList();
        default -> List.of(value);
      };
    }

    private static String said(Within range) {
      return range.most() == Long.MAX_VALUE
          ? range.least() + " or more"
          : "from " + range.least() + " to " + range.most();
    }
  }
}
