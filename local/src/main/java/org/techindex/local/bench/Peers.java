package org.techindex.local.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.scoring.cluster.WeightedCells;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Other programs that cluster the same cells, each in a process of its own. What is not on this
 * machine and cannot be fetched is left out of the comparison.
 */
final class Peers {

  private static final long INSTALL_MINUTES = 10;
  private static final long RUN_MINUTES = 10;
  private static final Pattern ELKI_RUNTIME = Pattern.compile("DBSCAN\\.runtime: (\\d+) ms");
  private static final Pattern ELKI_INDEX = Pattern.compile("construction: (\\d+) ms");

  private final Path directory;
  private final Optional<String> python;
  private final Optional<Path> elki;

  private Peers(Path directory, Optional<String> python, Optional<Path> elki) {
    this.directory = directory;
    this.python = python;
    this.elki = elki;
  }

  /**
   * Looks for the peers, and installs what it may.
   *
   * @param directory for scripts, jars and input
   * @param maven the Maven wrapper of this checkout, if there is one
   */
  static Peers prepare(Path directory, Optional<Path> maven) {
    try {
      Files.createDirectories(directory);
      for (String file : List.of("peers.sh", "elki-pom.xml", "scikit_learn_dbscan.py")) {
        try (InputStream resource =
            Objects.requireNonNull(Peers.class.getResourceAsStream("/bench/" + file))) {
          Files.copy(resource, directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      String said =
          run(
              INSTALL_MINUTES,
              List.of(
                  "sh",
                  directory.resolve("peers.sh").toString(),
                  directory.toString(),
                  maven.map(Path::toString).orElse("")));
      return new Peers(
          directory,
          said.lines().filter(line -> line.startsWith("scikit-learn ")).map(Peers::rest).findAny(),
          said.lines()
              .filter(line -> line.startsWith("elki "))
              .map(Peers::rest)
              .map(Path::of)
              .findAny());
    } catch (IOException e) {
      throw new UncheckedIOException("the peers of the benchmark cannot be prepared", e);
    }
  }

  private static String rest(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }

  /**
   * What a peer did.
   *
   * @param name with version
   * @param clusters how many it found; -1 if it does not say
   */
  record Result(String name, Timing timing, int clusters) {}

  /** DBSCAN with weights, its points indexed and clustered within the time. */
  Optional<Result> scikitLearn(
      WeightedCells cells, double epsilonKilometres, double minimumWeight, int runs) {
    return python.flatMap(interpreter -> {
      Path input = writeBinary(cells);
      String said =
          run(
              RUN_MINUTES,
              List.of(
                  interpreter,
                  directory.resolve("scikit_learn_dbscan.py").toString(),
                  input.toString(),
                  Double.toString(epsilonKilometres),
                  Double.toString(minimumWeight),
                  Integer.toString(runs)));
      return said.lines()
          .filter(line -> line.startsWith("{"))
          .findAny()
          .map(Peers::readScikitLearn);
    });
  }

  private static Result readScikitLearn(String json) {
    JsonNode said = JsonMapper.shared().readTree(json);
    List<Double> seconds = new ArrayList<>();
    said.get("seconds").forEach(each -> seconds.add(each.asDouble()));
    return new Result(
        "scikit-learn " + said.get("version").asString(),
        new Timing(seconds.getFirst(), seconds),
        said.get("clusters").asInt());
  }

  /**
   * DBSCAN without weights (it has none) on an R*-tree, its building included; reading the file is
   * not.
   */
  Optional<Result> elki(WeightedCells cells, double epsilonKilometres, int minimumCells) {
    return elki.flatMap(jars -> {
      Path input = writeText(cells);
      String said =
          run(
              RUN_MINUTES,
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx4g",
                  "-cp",
                  jars.resolve("*").toString(),
                  "elki.application.KDDCLIApplication",
                  "-dbc.in",
                  input.toString(),
                  "-algorithm",
                  "clustering.dbscan.DBSCAN",
                  "-algorithm.distancefunction",
                  "geo.LatLngDistance",
                  "-geo.model",
                  "SphericalHaversineEarthModel",
                  "-dbscan.epsilon",
                  Double.toString(epsilonKilometres * 1000),
                  "-dbscan.minpts",
                  Integer.toString(minimumCells),
                  "-db.index",
                  "tree.spatial.rstarvariants.rstar.RStarTreeFactory",
                  "-pagefile.pagesize",
                  "1024",
                  "-spatial.bulkstrategy",
                  "SortTileRecursiveBulkSplit",
                  "-evaluator",
                  "NoAutomaticEvaluation",
                  "-resulthandler",
                  "DiscardResultHandler",
                  "-time"));
      Matcher runtime = ELKI_RUNTIME.matcher(said);
      Matcher index = ELKI_INDEX.matcher(said);
      if (!runtime.find() || !index.find()) {
        return Optional.empty();
      }
      double seconds =
          (Double.parseDouble(runtime.group(1)) + Double.parseDouble(index.group(1))) / 1000;
      return Optional.of(new Result("ELKI 0.8.0", new Timing(seconds, List.of(seconds)), -1));
    });
  }

  private Path writeBinary(WeightedCells cells) {
    ByteBuffer bytes =
        ByteBuffer.allocate(cells.size() * 3 * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < cells.size(); i++) {
      LatLon centre = new Cell(cells.cell(i)).centre();
      bytes.putDouble(centre.latitudeDegrees());
      bytes.putDouble(centre.longitudeDegrees());
      bytes.putDouble(cells.weightMillionths(i) / 1e6);
    }
    return write("cells.bin", bytes.array());
  }

  private Path writeText(WeightedCells cells) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      LatLon centre = new Cell(cells.cell(i)).centre();
      text.append(centre.latitudeDegrees())
          .append(' ')
          .append(centre.longitudeDegrees())
          .append('\n');
    }
    return write("cells.txt", text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private Path write(String name, byte[] bytes) {
    try {
      return Files.write(directory.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("the input of the peers cannot be written", e);
    }
  }

  /** What a process says; nothing if it fails or takes longer than this. */
  private static String run(long minutes, List<String> command) {
    try {
      Path output = Files.createTempFile("techindex-bench", ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      String said = Files.readString(output);
      Files.delete(output);
      return ended && process.exitValue() == 0 ? said : "";
    } catch (IOException e) {
      throw new UncheckedIOException(command.getFirst() + " cannot be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
