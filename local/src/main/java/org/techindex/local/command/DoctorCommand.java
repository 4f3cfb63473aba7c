package org.techindex.local.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.run.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks whether this machine has what the other commands need, one line for each thing. */
@Command(
    name = "doctor",
    description = "Checks whether this machine has what is needed.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

  private static final long LEAST_HEAP_MEGABYTES = 512;
  private static final long LEAST_DISK_MEGABYTES = 2_000;
  private static final Runtime.Version LEAST_JAVA = Runtime.Version.parse("25.0.3");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data directory to check (default: ${DEFAULT-VALUE}).",
      defaultValue = ".techindex")
  private Path data = Path.of(".techindex");

  @Within(least = 0, most = Within.HIGHEST_PORT)
  @Option(
      names = "--port",
      description = "Port of the map and API to check (default: ${DEFAULT-VALUE}).",
      defaultValue = "8080")
  private int port;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  /**
   * @param wrong what to do about it, empty if all is well
   */
  private record Finding(String subject, String found, String wrong) {}

  @Override
  public Integer call() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(heap());
    findings.add(grid());
    findings.add(dataDirectory());
    findings.add(freePort());
    PrintWriter out = spec.commandLine().getOut();
    boolean well = true;
    for (Finding finding : findings) {
      boolean fine = finding.wrong.isEmpty();
      well &= fine;
      out.printf(
          "%-4s %-14s %s%s%n",
          fine ? "ok" : "BAD", finding.subject, finding.found, fine ? "" : ": " + finding.wrong);
    }
    out.flush();
    return (well ? ExitCode.DONE : ExitCode.SERVICE_MISSING).number();
  }

  private static Finding java() {
    Runtime.Version version = Runtime.version();
    boolean fine = version.feature() == 25 && version.compareToIgnoreOptional(LEAST_JAVA) >= 0;
    return new Finding(
        "Java",
        version + " in " + System.getProperty("java.home"),
        fine ? "" : "use a JDK 25, 25.0.3 or later");
  }

  private static Finding heap() {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    return new Finding(
        "memory",
        megabytes + " MB of heap, " + Runtime.getRuntime().availableProcessors() + " processors",
        megabytes >= LEAST_HEAP_MEGABYTES
            ? ""
            : "give it "
                + LEAST_HEAP_MEGABYTES
                + " MB, for instance TECHINDEX_JAVA_OPTIONS=-Xmx1g");
  }

  private static Finding grid() {
    LatLon london = new LatLon(51.5074, -0.1278);
    try {
      return new Finding("H3 grid", "London lies in cell " + Cell.at(london), "");
    } catch (LinkageError e) {
      return new Finding(
          "H3 grid", "its native library does not load", "use a Linux or macOS with glibc");
    }
  }

  private Finding dataDirectory() {
    Path absolute = data.toAbsolutePath();
    try {
      Path existing = nearestExisting(absolute);
      if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
        return new Finding(
            "data directory", absolute + " cannot be written", "name another: --data");
      }
      long megabytes = Files.getFileStore(existing).getUsableSpace() >> 20;
      return new Finding(
          "data directory",
          absolute + ", " + megabytes + " MB free",
          megabytes >= LEAST_DISK_MEGABYTES ? "" : "free " + LEAST_DISK_MEGABYTES + " MB");
    } catch (IOException e) {
      return new Finding("data directory", absolute + " cannot be read", "name another: --data");
    }
  }

  private static Path nearestExisting(Path absolute) {
    for (Path path = absolute; path != null; path = path.getParent()) {
      if (Files.exists(path)) {
        return path;
      }
    }
    return absolute;
  }

  private Finding freePort() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return new Finding("port", port + " is free", "");
    } catch (IOException e) {
      return new Finding("port", port + " is in use", "name another: --port");
    }
  }
}
