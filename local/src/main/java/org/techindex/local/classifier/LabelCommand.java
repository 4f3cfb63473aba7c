package org.techindex.local.classifier;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.techindex.common.measure.Weight;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Memberships;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.TextModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads texts from standard input and prints the probability of each sector for each of them. */
@Command(
    name = "label",
    description = {
      "Labels texts: CSV with id, title, description on standard input;",
      "id, sector, probability on standard output, five rows for each text.",
      "A text whose probabilities are all below 0.5 belongs to none of the sectors."
    },
    mixinStandardHelpOptions = true)
final class LabelCommand implements Callable<Integer> {

  @Mixin private ModelOption model = new ModelOption();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    TextModel labelling = model.model();
    PrintWriter out = spec.commandLine().getOut();
    try (InputStreamReader reader = new InputStreamReader(System.in, StandardCharsets.UTF_8)) {
      out.print("id,sector,probability\n");
      for (CSVRecord row :
          LabelledFiles.rows(reader, "standard input", "id", "title", "description")) {
        Memberships probabilities =
            labelling.probabilities(row.get("title"), row.get("description"));
        for (Sector sector : Sector.CLASSIFIED) {
          out.print(
              CSVFormat.RFC4180.format(
                      row.get("id"),
                      sector.title(),
                      String.format(
                          Locale.ROOT,
                          "%.6f",
                          probabilities.millionths(sector) / (double) Weight.ONE_MILLIONTHS))
                  + "\n");
        }
      }
    } catch (IOException e) {
      throw new OperatorException(
          ExitCode.WRONG_USE, "standard input is not CSV in UTF-8: " + e.getMessage(), e);
    }
    out.flush();
    return ExitCode.DONE.number();
  }
}
