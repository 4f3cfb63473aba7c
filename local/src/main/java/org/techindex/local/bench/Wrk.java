package org.techindex.local.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/**
 * The load generator wrk, and how it and nginx come onto a Debian machine.
 *
 * @param seconds length of each measurement
 */
record Wrk(int seconds) {

  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern LATENCY_99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
  private static final Pattern FAILURES =
      Pattern.compile("Non-2xx or 3xx responses: (\\d+)|Socket errors: (.*)");
  private static final int INSTALL_MINUTES = 5;

  /**
   * What was measured.
   *
   * @param perSecond requests per second
   * @param milliseconds99 the latency that 99 % of the requests stayed below
   */
  record Figures(double perSecond, double milliseconds99) {}

  /**
   * Installs wrk and nginx where they are missing and this is root.
   *
   * @throws OperatorException if they are missing and cannot be installed
   */
  static Wrk prepare(int seconds) throws IOException, InterruptedException {
    if (!isThere("wrk") || !isThere("nginx")) {
      if (!System.getProperty("user.name").equals("root")) {
        throw missing();
      }
      execute(List.of("apt-get", "update", "-q"), INSTALL_MINUTES);
      execute(
          List.of(
              "apt-get", "install", "-y", "-q", "--no-install-recommends", "wrk", "nginx-light"),
          INSTALL_MINUTES);
      if (!isThere("wrk") || !isThere("nginx")) {
        throw missing();
      }
    }
    return new Wrk(seconds);
  }

  private static OperatorException missing() {
    return new OperatorException(
        ExitCode.SERVICE_MISSING,
        "wrk and nginx are needed: install them (apt-get install wrk nginx-light), or run as root");
  }

  private static boolean isThere(String program) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "command -v " + program)
            .redirectErrorStream(true)
            .start()
            .waitFor()
        == 0;
  }

  /**
   * @param headers "Name: value"
   * @throws OperatorException if an answer was an error
   */
  Figures measure(String address, int connections, List<String> headers)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "wrk",
                "-t",
                connections > 1 ? "2" : "1",
                "-c",
                Integer.toString(connections),
                "-d",
                seconds + "s",
                "--latency"));
    for (String header : headers) {
      command.add("-H");
      command.add(header);
    }
    command.add(address);
    String said = execute(command, 2);
    Matcher failures = FAILURES.matcher(said);
    Matcher rate = RATE.matcher(said);
    Matcher latency = LATENCY_99.matcher(said);
    if (failures.find() || !rate.find() || !latency.find()) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "wrk found errors at " + address + ": " + said.lines().skip(2).toList());
    }
    double unit =
        switch (latency.group(2).toLowerCase(Locale.ROOT)) {
          case "us" -> 0.001;
          case "ms" -> 1;
          default -> 1_000;
        };
    return new Figures(
        Double.parseDouble(rate.group(1)), Double.parseDouble(latency.group(1)) * unit);
  }

  private static String execute(List<String> command, int minutes)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return said;
  }
}
