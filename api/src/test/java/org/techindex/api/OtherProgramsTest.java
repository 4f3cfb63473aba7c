package org.techindex.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.techindex.api.world.HandMadeRanking;
import org.techindex.api.world.PublishedWorld;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.sector.Sector;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;

/** Opens the downloads with the programs that people open them with. */
class OtherProgramsTest {

  private static final TestDatabase DATABASE = TestPostgres.freshDatabase();
  private static final String RELEASE = "/api/v1/releases/2026-11.v1";
  private static final Path CHECK_GEOJSON = Path.of("src/main/web/build/check-geojson.mjs");
  private static RunningApi api;

  @TempDir private Path folder = Path.of("");

  /** AI and Data has a name with a circumflex and one with a comma; all else is as everywhere. */
  @BeforeAll
  static void publish() {
    List<SectorRanking> tables = new ArrayList<>(PublishedWorld.sixTables("2026-11"));
    tables.set(
        Sector.AI_AND_DATA.ordinal(),
        HandMadeRanking.of(Sector.AI_AND_DATA, "2026-11")
            .cluster("Leeds, Bradford", "Yorkshire and the Humber", 53.8, -1.55, 400, 4, 4, 4, 4, 4)
            .cluster("Ynys Môn", "Wales", 53.2653, -4.4066, 200, 3, 3, 3, 3, 3)
            .elsewhere(52.6309, 1.2974, 120, 1, 1, 1, 1, 1));
    new PublishedWorld(DATABASE)
        .release("2026-11", 1, Instant.parse("2026-12-01T09:30:00Z"), tables);
    api = RunningApi.start(DATABASE);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private Path download(String file) throws IOException {
    return Files.write(folder.resolve(file), api.get(RELEASE + "/" + file).body());
  }

  private static void assumeInstalled(String program, String debianPackage)
      throws IOException, InterruptedException {
    assumeTrue(
        new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0,
        program
            + " is not on this machine, its reading is not tested: apt-get install "
            + debianPackage);
  }

  private static String run(Path directory, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).directory(directory.toFile());
    builder.environment().putAll(Map.of("HOME", directory.toString(), "LC_ALL", "C.UTF-8"));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void rReadsTheCsvWithHeaderTypesAndEncoding() throws IOException, InterruptedException {
    assumeInstalled("Rscript", "r-base-core");
    download("clusters.csv");
    String said =
        run(
            folder,
            "Rscript",
            "-e",
            """
            index <- read.csv("clusters.csv", encoding = "UTF-8")
            ai <- index[index$sector == "ai-and-data", ]
            cat(class(index$rank), class(index$percentage), class(index$cluster), nrow(ai), "\\n")
            cat(ai$cluster, sep = "|")
            cat("\\n")
            cat(sprintf("%.9f", sum(ai$percentage)), ai$percentage[2], "\\n")
            cat(is.na(ai$rank), "\\n")
            cat(nchar(ai$cluster[2]), "\\n")
            """);
    // Four eighths, three eighths and one eighth of every factor.
    assertThat(said.lines().map(String::strip))
        .containsExactly(
            "integer numeric character 3",
            "Leeds, Bradford|Ynys Môn|Elsewhere",
            "100.000000000 37.5",
            "FALSE FALSE TRUE",
            "8");
  }

  @Test
  void libreOfficeOpensEverySheetOfTheWorkbook() throws IOException, InterruptedException {
    assumeInstalled("soffice", "libreoffice-calc-nogui");
    download("clusters.xlsx");
    // The CSV filter quotes text and leaves numbers bare; its last token writes every sheet.
    run(
        folder,
        "soffice",
        "--headless",
        "-env:UserInstallation=file://" + folder.resolve("profile").toAbsolutePath(),
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1",
        "clusters.xlsx");
    for (Sector sector : Sector.values()) {
      assertThat(folder.resolve("clusters-" + sector.title() + ".csv")).exists();
    }
    List<String> rows = Files.readAllLines(folder.resolve("clusters-AI and Data.csv"), UTF_8);
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0)).startsWith("\"edition\",\"as_of\",\"sector\",\"cluster_id\",\"rank\",");
    assertThat(rows.get(1)).contains(",1,\"Leeds, Bradford\",\"Yorkshire and the Humber\",50,");
    assertThat(rows.get(2)).contains(",2,\"Ynys Môn\",\"Wales\",37.5,");
    assertThat(rows.get(3)).contains(",,\"Elsewhere\",,12.5,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clusters.geojson",
        "sectors/ai-and-data/clusters.geojson",
        "sectors/ai-and-data/cells.geojson",
        "sectors/ai-and-data/towns.geojson"
      })
  void validatorAcceptsTheGeoJson(String file) throws IOException, InterruptedException {
    assumeTrue(
        Files.isDirectory(Path.of("src/main/web/node_modules/@placemarkio")),
        "npm is not installed, GeoJSON is not validated: install Node.js with npm");
    Path saved = folder.resolve("checked.geojson");
    Files.write(saved, api.get(RELEASE + "/" + file).body());
    assertThat(run(folder, "node", CHECK_GEOJSON.toAbsolutePath().toString(), saved.toString()))
        .startsWith("valid: ");
  }
}
