package org.techindex.local.classifier;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.techindex.common.measure.Weight;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Calibration;
import org.techindex.common.sector.KeywordModel;
import org.techindex.common.sector.Memberships;
import org.techindex.common.sector.ModelFiles;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.TextModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures the keyword table, naive Bayes and the learned model: on the weak labels by
 * cross-validation, on texts labelled by hand after training on everything else.
 */
@Command(
    name = "evaluate",
    description = "Measures the sector model beside simpler ones.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

  @Mixin private SourceOptions sources = new SourceOptions();

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description =
          "Texts labelled by hand that no model is trained on: CSV with title, description, labels.")
  private @Nullable Path test;

  @Option(
      names = "--shipped",
      description = "Only the shipped model, on --test: nothing is trained.")
  private boolean shippedOnly;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    KeywordModel keywords = KeywordModel.shipped();
    Map<String, Function<LabelledText, double[]>> trained = new LinkedHashMap<>();
    trained.put("keywords", text -> probabilities(keywords, text));
    if (shippedOnly) {
      TextModel shipped = ModelFiles.shipped();
      trained.put(shipped.version(), text -> probabilities(shipped, text));
    } else {
      crossValidate(out, keywords, trained);
    }
    if (test != null) {
      List<LabelledText> texts = LabelledFiles.labelled(test);
      Map<String, Scores> tested = new LinkedHashMap<>();
      trained.forEach(
          (name, model) -> tested.put(name, Scores.of(texts, texts.stream().map(model).toList())));
      ScoreTables.print(out, test.getFileName() + ", trained on everything else", tested);
    } else if (shippedOnly) {
      throw new OperatorException(ExitCode.WRONG_USE, "--shipped needs a file to --test on");
    }
    out.flush();
    return ExitCode.DONE.number();
  }

  private void crossValidate(
      PrintWriter out,
      KeywordModel keywords,
      Map<String, Function<LabelledText, double[]>> trained) {
    TrainingSettings settings = TrainingSettings.DEFAULT;
    PrintWriter err = spec.commandLine().getErr();
    TrainingRun run =
        TrainingRun.of(
            sources.sources(),
            settings,
            line -> {
              err.println(line);
              err.flush();
            });
    List<LabelledText> cleaned =
        run.training().texts().stream()
            .filter(text -> text.origin() == LabelledText.Origin.WEAK_LABELS)
            .toList();
    if (!cleaned.isEmpty()) {
      List<LabelledText> asLabelled = sources.sources().weakLabelsAsTheyStand();
      CrossValidation bayes =
          CrossValidation.run(
              asLabelled, texts -> ComplementNaiveBayes.train(texts)::scores, settings.seed());
      List<double[]> byKeywords = new ArrayList<>();
      asLabelled.forEach(text -> byKeywords.add(probabilities(keywords, text)));
      ScoreTables.print(
          out,
          "weak labels as they stand, 5-fold",
          tables(
              Scores.of(asLabelled, byKeywords),
              Scores.of(asLabelled, bayes.probabilities()),
              run.scoresAsLabelled(asLabelled)));
      ScoreTables.print(
          out,
          "weak labels cleaned, 5-fold",
          tables(
              Scores.of(cleaned, byKeywords),
              Scores.of(cleaned, bayes.probabilities()),
              run.scores(LabelledText.Origin.WEAK_LABELS)));
      ComplementNaiveBayes plain = ComplementNaiveBayes.train(asLabelled);
      List<Calibration> calibrations = bayes.calibrations();
      trained.put(
          "naive Bayes", text -> CrossValidation.calibrate(calibrations, plain.scores(text)));
    }
    TextModel learned = run.model().model();
    trained.put("learned", text -> probabilities(learned, text));
  }

  private static Map<String, Scores> tables(Scores keywords, Scores bayes, Scores learned) {
    Map<String, Scores> tables = new LinkedHashMap<>();
    tables.put("keywords", keywords);
    tables.put("naive Bayes", bayes);
    tables.put("learned", learned);
    return tables;
  }

  private static double[] probabilities(TextModel model, LabelledText text) {
    Memberships memberships = model.probabilities(text.title(), text.text());
    double[] probabilities = new double[Sector.CLASSIFIED.size()];
    for (Sector sector : Sector.CLASSIFIED) {
      probabilities[sector.classifiedIndex()] =
          memberships.millionths(sector) / (double) Weight.ONE_MILLIONTHS;
    }
    return probabilities;
  }
}
