package org.techindex.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script {@code ./techindex}, up to the point where it would build. */
class StartScriptTest {

  private static final Path SCRIPT = Path.of("..", "techindex").toAbsolutePath().normalize();

  @TempDir private Path directory = Path.of("");

  @Test
  void withoutAJdk25ThereIsOneLineThatSaysSo() throws Exception {
    // A copy of the script that looks nowhere but in the variables and on the path.
    Path script = directory.resolve("techindex");
    String text = Files.readString(SCRIPT).replaceAll("/(usr|opt|Library)/[^\\s;]+", "");
    Files.writeString(script, text);
    Path old = jdk("17.0.15");
    Path unsafe = jdk("25.0.2");

    Ended ended =
        run(
            Map.of(
                "JAVA_HOME", old.toString(),
                "TECHINDEX_JAVA_HOME", unsafe.toString(),
                "HOME", directory.toString()),
            "/bin/sh",
            script.toString(),
            "doctor");

    assertThat(ended.output)
        .isEqualTo(
            "techindex: needs a JDK 25, 25.0.3 or later, and found none: install one (Temurin 25,"
                + " say) or set JAVA_HOME to it\n");
    assertThat(ended.exitCode).isEqualTo(3);
  }

  @Test
  void aBuildThatFailsIsOneLineWithTheReason() throws Exception {
    Path script = directory.resolve("techindex");
    Files.copy(SCRIPT, script);
    Path wrapper = directory.resolve("mvnw");
    Files.writeString(wrapper, "#!/bin/sh\necho '[ERROR] Unknown host repo.example'\nexit 1\n");
    assertThat(wrapper.toFile().setExecutable(true)).isTrue();
    Files.writeString(directory.resolve("pom.xml"), "");

    Ended ended =
        run(
            Map.of("TECHINDEX_JAVA_HOME", System.getProperty("java.home")),
            "/bin/sh",
            script.toString(),
            "doctor");

    assertThat(ended.exitCode).isEqualTo(3);
    assertThat(ended.output.lines().skip(1))
        .singleElement()
        .asString()
        .startsWith("techindex: a library cannot be fetched: connect to the network once");
  }

  /** {@code techindex classifier label < texts.csv} may be the first command of a fresh clone. */
  @Test
  void theBuildLeavesStandardInputToTheCommand() throws Exception {
    Path script = directory.resolve("techindex");
    Files.copy(SCRIPT, script);
    Path wrapper = directory.resolve("mvnw");
    Files.writeString(wrapper, "#!/bin/sh\ncat >eaten\nexit 1\n");
    assertThat(wrapper.toFile().setExecutable(true)).isTrue();
    Files.writeString(directory.resolve("pom.xml"), "");

    Process process =
        new ProcessBuilder("/bin/sh", "-c", "sh ./techindex classifier label; cat >left")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    try (OutputStream input = process.getOutputStream()) {
      input.write("id,title,description\n".getBytes(StandardCharsets.UTF_8));
    }
    process.getInputStream().readAllBytes();

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(directory.resolve("eaten")).isEmptyFile();
    assertThat(directory.resolve("left")).hasContent("id,title,description");
  }

  private Path jdk(String version) throws IOException {
    Path home = Files.createDirectories(directory.resolve("jdk-" + version));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.writeString(bin.resolve("javac"), "");
    assertThat(bin.resolve("javac").toFile().setExecutable(true)).isTrue();
    return home;
  }

  private record Ended(int exitCode, String output) {}

  private static Ended run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), output);
  }
}
