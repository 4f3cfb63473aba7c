package org.techindex.local.classifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.postgresql.ds.PGSimpleDataSource;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.sector.KeywordModel;
import org.techindex.common.sector.SicCodes;

/** A process that reclassifies in batches of two and is killed as soon as it reports the first. */
final class KilledReclassification {

  private KilledReclassification() {}

  static void of(String jdbcUrl, String from) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledReclassification.class.getName(),
                jdbcUrl,
                from)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = process.inputReader()) {
      if (output.readLine() == null) {
        throw new IllegalStateException("the process ended before its first batch");
      }
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  public static void main(String[] arguments) throws Exception {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    EvidenceClassifier keywords =
        new EvidenceClassifier(KeywordModel.shipped(), SicCodes.shipped());
    new Reclassification(database, arguments[1], keywords, 2).run(System.out::println);
  }
}
