package org.techindex.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The first page as Chromium meets it, on a screen of 1440 by 900 with an empty cache: medians of
 * several visits.
 *
 * @param firstContentfulPaintMilliseconds from the start of the visit to the first text
 * @param tableShownMilliseconds from the start of the visit to the first rows of the table
 * @param scriptBytes scripts as sent, compressed
 * @param allBytes everything as sent, compressed
 * @param layoutShift cumulative layout shift (web.dev/cls); 0 where nothing jumps
 */
record PageFigures(
    int firstContentfulPaintMilliseconds,
    int tableShownMilliseconds,
    long scriptBytes,
    long allBytes,
    int requests,
    double layoutShift) {

  private static final int POLL_MILLISECONDS = 200;

  /**
   * @param scripts folder of the web build's scripts
   * @throws OperatorException if Node.js or Chromium is missing, or the address does not answer
   */
  static PageFigures measure(Path scripts, String url, int runs)
      throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(
                  "node", scripts.resolve("figures.mjs").toString(), url, Integer.toString(runs))
              .start();
    } catch (IOException e) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING, "Node.js is not installed: apt-get install nodejs npm", e);
    }
    byte[] said = process.getInputStream().readAllBytes();
    String complained = new String(process.getErrorStream().readAllBytes(), UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          complained.lines().findFirst().orElse("the pages cannot be measured: no reason given"));
    }
    return JsonMapper.shared().readValue(said, PageFigures.class);
  }

  /**
   * Waits until the live index has its first table.
   *
   * @throws OperatorException if it has none after this long
   */
  static void awaitTable(String url, Duration longest) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/live/sectors/ai-and-data/clusters"))
            .build();
    Instant end = Instant.now().plus(longest);
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (client.send(request, BodyHandlers.discarding()).statusCode() != 200) {
        if (Instant.now().isAfter(end)) {
          throw new OperatorException(
              ExitCode.SERVICE_MISSING, "the live index has no table after " + longest);
        }
        Thread.sleep(POLL_MILLISECONDS);
      }
    }
  }
}
