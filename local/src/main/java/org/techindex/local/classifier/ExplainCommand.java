package org.techindex.local.classifier;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.techindex.common.measure.Weight;
import org.techindex.common.run.ExitCode;
import org.techindex.common.sector.DecidingWords;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.sector.Explanation;
import org.techindex.common.sector.Memberships;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.SectorEvidence;
import org.techindex.common.sector.SicCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which sectors a text belongs to, and the words that decided. */
@Command(
    name = "explain",
    description = "Says which sectors a text belongs to, and why.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

  @Mixin private ModelOption model = new ModelOption();

  @Option(
      names = "--sic",
      paramLabel = "CODE",
      split = ",",
      description = "UK SIC 2007 codes of the business.")
  private List<String> codes = List.of();

  @Parameters(paramLabel = "TEXT", description = "A description; several words need no quotes.")
  private List<String> text = List.of();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    EvidenceClassifier classifier = new EvidenceClassifier(model.model(), SicCodes.shipped());
    Explanation explanation =
        classifier.explain(new SectorEvidence("", String.join(" ", text), codes, Optional.empty()));
    PrintWriter out = spec.commandLine().getOut();
    for (Sector sector : Sector.CLASSIFIED) {
      out.printf(
          Locale.ROOT,
          "%-26s %4s  %s%n",
          sector.title(),
          counted(explanation, sector),
          grounds(explanation, sector));
    }
    out.println("(model " + explanation.classifier() + "; a sector counts from 0.50)");
    out.flush();
    return ExitCode.DONE.number();
  }

  private static String counted(Explanation explanation, Sector sector) {
    int membership = explanation.memberships().millionths(sector);
    return membership == 0 ? "-" : twoDecimals(membership);
  }

  private static String grounds(Explanation explanation, Sector sector) {
    String words =
        explanation.decidingWords().stream()
            .filter(one -> one.sector() == sector)
            .map(ExplainCommand::signed)
            .collect(Collectors.joining(", "));
    String said = "text " + twoDecimals(explanation.textProbabilities(), sector);
    if (explanation.codeProbabilities().millionths(sector) > 0) {
      said += ", codes " + twoDecimals(explanation.codeProbabilities(), sector);
    }
    return words.isEmpty() ? said : said + ": " + words;
  }

  private static String signed(DecidingWords one) {
    return one.words() + String.format(Locale.ROOT, " %+.1f", one.weight());
  }

  private static String twoDecimals(Memberships memberships, Sector sector) {
    return twoDecimals(memberships.millionths(sector));
  }

  private static String twoDecimals(int millionths) {
    return String.format(Locale.ROOT, "%.2f", millionths / (double) Weight.ONE_MILLIONTHS);
  }
}
