package org.techindex.local;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/**
 * A local system that runs in some process of this machine, and how to reach it. Each writes a note
 * into one directory, so that {@code publish} and {@code rank} in another terminal find it.
 *
 * @param processId of the process it runs in
 * @param dataDirectory where it keeps its data
 * @param kafka bootstrap servers
 * @param database JDBC address with the user
 * @param pages address of the map
 */
public record RunningSystem(
    long processId, Path dataDirectory, String kafka, String database, String pages) {

  /** The notes of one installation. */
  public record Notes(Path directory) {

    /** Beside the sources, where the start script is; else in the working directory. */
    public static Notes ofThisInstallation() {
      return new Notes(home().resolve("running"));
    }

    /** Leaves a note; it goes with {@link #remove}, or is passed over once its process is gone. */
    public void write(RunningSystem system) {
      Properties note = new Properties();
      note.setProperty("data", system.dataDirectory.toString());
      note.setProperty("kafka", system.kafka);
      note.setProperty("database", system.database);
      note.setProperty("pages", system.pages);
      try {
        Files.createDirectories(directory);
        StringWriter text = new StringWriter();
        note.store(text, null);
        Path written = directory.resolve(system.processId + ".new");
        Files.writeString(written, text.toString());
        Files.move(written, file(system.processId), StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException("no note can be left in " + directory, e);
      }
    }

    public void remove(long processId) {
      try {
        Files.deleteIfExists(file(processId));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Path file(long processId) {
      return directory.resolve(processId + ".properties");
    }

    /**
     * The system that runs.
     *
     * @param dataDirectory the one wanted, where several may run
     * @return empty if none runs
     * @throws OperatorException if several run and none is named
     */
    public Optional<RunningSystem> find(Optional<Path> dataDirectory) {
      List<RunningSystem> running =
          all().stream()
              .filter(system ->
                  dataDirectory
                      .map(path -> path.toAbsolutePath().normalize())
                      .map(system.dataDirectory::equals)
                      .orElse(true))
              .toList();
      if (running.size() > 1) {
        throw new OperatorException(
            ExitCode.WRONG_USE,
            "several systems run; name one: "
                + running.stream()
                    .map(system -> "--data " + system.dataDirectory)
                    .collect(Collectors.joining(", ")));
      }
      return running.stream().findFirst();
    }

    private List<RunningSystem> all() {
      if (!Files.isDirectory(directory)) {
        return List.of();
      }
      List<RunningSystem> systems = new ArrayList<>();
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.sorted().toList()) {
          read(file).ifPresent(systems::add);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return systems;
    }

    /** Empty if the note is not a whole one or its process is gone. */
    private static Optional<RunningSystem> read(Path file) throws IOException {
      String name = String.valueOf(file.getFileName());
      if (!name.matches("[0-9]+\\.properties")) {
        return Optional.empty();
      }
      long processId = Long.parseLong(name.substring(0, name.indexOf('.')));
      if (!ProcessHandle.of(processId).map(ProcessHandle::isAlive).orElse(false)) {
        return Optional.empty();
      }
      Properties note = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        note.load(reader);
      }
      return Optional.of(
          new RunningSystem(
              processId,
              Path.of(note.getProperty("data", "")),
              note.getProperty("kafka", ""),
              note.getProperty("database", ""),
              note.getProperty("pages", "")));
    }
  }

  /** Directory {@code .techindex} of the installation: notes, and data where nobody says else. */
  public static Path home() {
    return Path.of(System.getProperty("techindex.home", "")).toAbsolutePath().resolve(".techindex");
  }
}
