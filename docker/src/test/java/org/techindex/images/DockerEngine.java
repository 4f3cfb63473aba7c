package org.techindex.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Docker engine of this machine, by its command line. */
final class DockerEngine {

  private static final int LOOK_SECONDS = 20;
  private static final int BUILD_MINUTES = 30;

  private DockerEngine() {}

  /** Whether an engine answers, and nobody said to leave it alone. */
  static boolean answers() throws InterruptedException {
    if (System.getenv("WITHOUT_CONTAINERS") != null) {
      return false;
    }
    try {
      Process look =
          new ProcessBuilder("docker", "info")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return look.waitFor(LOOK_SECONDS, TimeUnit.SECONDS) && look.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Builds one image from the sources of this checkout; what has not changed is not built again.
   *
   * @param target of the Dockerfile
   * @return its name
   */
  static String build(String target) throws IOException, InterruptedException {
    String name = "techindex/" + target + ":local";
    Path sources = Path.of("..").toAbsolutePath().normalize();
    Path log = Files.createDirectories(Path.of("target")).resolve("image-" + target + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    "docker",
                    "build",
                    "-f",
                    "docker/Dockerfile",
                    "--target",
                    target,
                    "-t",
                    name,
                    "."))
            .directory(sources.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("DOCKER_BUILDKIT", "0");
    Process build = builder.start();
    if (!build.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) || build.exitValue() != 0) {
      build.destroy();
      List<String> lines = Files.readAllLines(log);
      throw new IllegalStateException(
          name
              + " cannot be built (where no registry is reached, run docker/base-images first):\n"
              + String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size())));
    }
    return name;
  }
}
