package org.techindex.local.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.techindex.common.run.ExitCode;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.sector.KeywordModel;
import org.techindex.common.sector.SicCodes;
import org.techindex.local.command.Within;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Times the sector classifier beside a sentence embedding in the same run. */
@Command(
    name = "classifier",
    description = "Times the sector classifier on one core beside MiniLM embeddings.",
    mixinStandardHelpOptions = true)
public final class ClassifierBenchCommand implements Callable<Integer> {

  private static final int DESCRIPTIONS = 20_000;
  private static final int PEER_DESCRIPTIONS = 210;
  private static final int PEER_WARM_UP = 10;

  @Within(least = 1)
  @Option(
      names = "--runs",
      description = "Runs after a first cold one (default: ${DEFAULT-VALUE}).",
      defaultValue = "12")
  private int runs = 12;

  @Option(
      names = "--peers",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Compare with MiniLM on ONNX Runtime, which Maven fetches if need be.")
  private boolean withPeers = true;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--directory",
      description = "Where jars of the peer are kept (default: ${DEFAULT-VALUE}).",
      defaultValue = ".techindex/bench")
  private Path directory = Path.of(".techindex/bench");

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    List<String> descriptions = ClassifierBench.descriptions(DESCRIPTIONS);
    List<ClassifierBench.Result> results = new ArrayList<>();
    EvidenceClassifier shipped = EvidenceClassifier.shipped();
    results.add(ClassifierBench.run(shipped.version(), shipped, descriptions, runs));
    results.add(
        ClassifierBench.run(
            "keywords",
            new EvidenceClassifier(KeywordModel.shipped(), SicCodes.shipped()),
            descriptions,
            runs));
    if (withPeers) {
      miniLm(descriptions.subList(0, PEER_DESCRIPTIONS)).ifPresent(results::add);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.shared().writeValueAsString(results));
    } else {
      out.println("descriptions of " + ClassifierBench.WORDS + " words in a second, one thread");
      out.printf("%-24s %12s %24s%n", "", "by the clock", "of its processor time");
      for (ClassifierBench.Result result : results) {
        out.printf(
            Locale.ROOT,
            "%-24s %,12.0f %24s%n",
            result.name(),
            result.perSecond(),
            Double.isNaN(result.perProcessorSecond())
                ? "not known"
                : String.format(Locale.ROOT, "%,.0f", result.perProcessorSecond()));
      }
    }
    out.flush();
    return ExitCode.DONE.number();
  }

  /** Empty where the peer cannot be fetched; its process tells the clock, not processor time. */
  private Optional<ClassifierBench.Result> miniLm(List<String> descriptions) {
    try {
      Files.createDirectories(directory);
      Path pom = copy("minilm-pom.xml");
      Path program = copy("MiniLmPeer.java");
      Path jars = directory.resolve("minilm");
      Path maven = Path.of("mvnw").toAbsolutePath();
      if (!Files.isDirectory(jars) && Files.isExecutable(maven)) {
        said(
            List.of(
                maven.toString(),
                "-q",
                "-f",
                pom.toString(),
                "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies",
                "-DoutputDirectory=" + jars.toAbsolutePath()));
      }
      if (!Files.isDirectory(jars)) {
        return Optional.empty();
      }
      Path texts = directory.resolve("descriptions.txt");
      Files.write(texts, descriptions);
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      String said =
          said(
              List.of(
                  java, "-cp", jars.resolve("*").toString(), program.toString(), texts.toString()));
      return said.lines()
          .filter(line -> line.startsWith("seconds "))
          .map(line -> Double.parseDouble(line.substring("seconds ".length())))
          .map(seconds -> (PEER_DESCRIPTIONS - PEER_WARM_UP) / seconds)
          .map(rate -> new ClassifierBench.Result("MiniLM-L6-v2, ONNX", rate, Double.NaN, 0))
          .findAny();
    } catch (IOException e) {
      throw new UncheckedIOException("the peer of the benchmark cannot be prepared", e);
    }
  }

  private Path copy(String resource) throws IOException {
    Path file = directory.resolve(resource);
    try (InputStream stream =
        Objects.requireNonNull(getClass().getResourceAsStream("/bench/" + resource), resource)) {
      Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  private static String said(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (InputStream output = process.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
