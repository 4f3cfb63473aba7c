package org.techindex.local.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.techindex.common.release.RankingJson;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.CellWeight;
import org.techindex.common.release.SectorRanking.FactorShare;
import org.techindex.common.release.SectorRanking.FactorTotal;
import org.techindex.common.release.SectorRanking.Interval;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.release.SectorRanking.Town;
import org.techindex.common.sector.Sector;
import org.techindex.common.store.Migrations;
import org.techindex.local.embedded.EmbeddedDatabase;

/**
 * The API in a process of its own and nginx on the same machine, in turn, with the same bytes: a
 * table of about 4 KB, the same with a validator that still holds (304), and a what-if. The rate
 * limit is on, and set too high to be met.
 */
final class ApiBench {

  private static final int CONNECTIONS = 64;
  private static final int WARM_UP_ROUNDS = 3;

  /** The memory that the connections have to do with, and the collector of the images. */
  private static final List<String> OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC");

  private static final String TABLE = "/api/v1/live/sectors/ai-and-data/clusters";
  private static final String WHAT_IF =
      "/api/v1/live/what-if?weights=activity:35,events:25,universities:20,influence:15,specialisms:5";
  private static final String[] FACTORS = {
    "activity", "events", "universities", "influence", "specialisms"
  };

  /** One line of the result, as printed. */
  record Line(String what, String api, String nginx, String ratio, String asked) {}

  private ApiBench() {}

  static List<Line> run(Path directory, Wrk wrk, int rounds, int idleConnections)
      throws IOException, InterruptedException {
    Path log = directory.resolve("api.log");
    try (EmbeddedDatabase server = EmbeddedDatabase.start(directory.resolve("postgres"), false)) {
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setUrl(server.jdbcUrl());
      Migrations.apply(database, System.err::println);
      publish(database);
      try (ChildJvm api = ChildJvm.start(ServedApi.class, OPTIONS, log, server.jdbcUrl())) {
        return measure(directory, wrk, rounds, idleConnections, api, port(api, log));
      }
    }
  }

  private static int port(ChildJvm api, Path log) throws IOException, InterruptedException {
    while (api.isAlive()) {
      Optional<String> line =
          Files.readAllLines(log).stream()
              .filter(each -> each.startsWith(ServedApi.LISTENS))
              .findAny();
      if (line.isPresent()) {
        return Integer.parseInt(line.get().substring(ServedApi.LISTENS.length()));
      }
      Thread.sleep(20);
    }
    throw new IOException("the API did not start: " + Files.readString(log).strip());
  }

  private static List<Line> measure(
      Path directory, Wrk wrk, int rounds, int idleConnections, ChildJvm api, int port)
      throws IOException, InterruptedException {
    String own = "http://localhost:" + port;
    HttpResponse<byte[]> table = get(own + TABLE);
    Path folder = Files.createDirectories(directory.resolve("served"));
    Files.write(folder.resolve("table.json"), table.body());
    List<Line> lines = new ArrayList<>();
    try (NginxPeer nginx = NginxPeer.start(folder, directory)) {
      String peer = "http://localhost:" + nginx.port() + "/table.json";
      String ownTag = "If-None-Match: " + tag(table);
      String peerTag = "If-None-Match: " + tag(getWhenReady(peer));
      warmUp(wrk, own + TABLE, CONNECTIONS, List.of());
      warmUp(wrk, own + TABLE, CONNECTIONS, List.of(ownTag));
      lines.addAll(
          compared(
              "table of " + table.body().length + " B",
              wrk,
              rounds,
              own + TABLE,
              List.of(),
              peer,
              List.of()));
      lines.addAll(
          compared("304", wrk, rounds, own + TABLE, List.of(ownTag), peer, List.of(peerTag)));
    }
    warmUp(wrk, own + WHAT_IF, 1, List.of());
    Wrk.Figures whatIf = wrk.measure(own + WHAT_IF, 1, List.of());
    lines.add(
        new Line(
            "what-if of six sectors, p99",
            milliseconds(whatIf.milliseconds99()),
            "",
            "",
            "< 2 ms"));
    lines.add(idle(idleConnections, api, port));
    return lines;
  }

  /** A service that has run for a while: what is asked often is compiled. */
  private static void warmUp(Wrk wrk, String address, int connections, List<String> headers)
      throws IOException, InterruptedException {
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      wrk.measure(address, connections, headers);
    }
  }

  private static List<Line> compared(
      String what,
      Wrk wrk,
      int rounds,
      String own,
      List<String> ownHeaders,
      String peer,
      List<String> peerHeaders)
      throws IOException, InterruptedException {
    Wrk.Figures best = new Wrk.Figures(0, Double.MAX_VALUE);
    Wrk.Figures bestPeer = best;
    for (int round = 0; round < rounds; round++) {
      best = better(best, wrk.measure(own, CONNECTIONS, ownHeaders));
      bestPeer = better(bestPeer, wrk.measure(peer, CONNECTIONS, peerHeaders));
    }
    return List.of(
        new Line(
            what + ", requests/s",
            whole(best.perSecond()),
            whole(bestPeer.perSecond()),
            whole(100 * best.perSecond() / bestPeer.perSecond()) + " %",
            "85 % or more"),
        new Line(
            what + ", p99 at " + CONNECTIONS,
            milliseconds(best.milliseconds99()),
            milliseconds(bestPeer.milliseconds99()),
            "",
            "< 6 ms"));
  }

  private static Wrk.Figures better(Wrk.Figures one, Wrk.Figures other) {
    return one.perSecond() >= other.perSecond() ? one : other;
  }

  private static String whole(double number) {
    return String.format(Locale.ROOT, "%.0f", number);
  }

  private static String milliseconds(double number) {
    return String.format(Locale.ROOT, "%.2f ms", number);
  }

  /**
   * Opens connections that each ask once and then say nothing, and reads the memory of the API's
   * process.
   */
  private static Line idle(int connections, ChildJvm api, int port) throws IOException {
    long before = api.residentMegabytes();
    List<SocketChannel> open = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        open.add(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        askOnce(open.getLast());
      }
      get("http://127.0.0.1:" + port + TABLE);
    } catch (IOException e) {
      return new Line(
          "idle connections",
          "only " + open.size(),
          "",
          "",
          connections + ": raise the limit of open files (ulimit -n)");
    } finally {
      for (SocketChannel each : open) {
        each.close();
      }
    }
    return new Line(
        connections + " idle connections, resident",
        api.residentMegabytes() + " MB",
        "",
        "",
        "512 MB or less (before: " + before + " MB)");
  }

  private static void askOnce(SocketChannel connection) throws IOException {
    String request = "HEAD " + TABLE + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    connection.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    ByteBuffer answer = ByteBuffer.allocate(4_096);
    String said = "";
    while (!said.endsWith("\r\n\r\n")) {
      if (connection.read(answer) < 0) {
        throw new IOException("the API closed a connection");
      }
      said = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
    }
  }

  private static String tag(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  private static HttpResponse<byte[]> getWhenReady(String address) throws IOException {
    IOException last = new IOException("nginx does not answer");
    for (int attempt = 0; attempt < 50; attempt++) {
      try {
        return get(address);
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private static HttpResponse<byte[]> get(String address) throws IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(address)).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  /** A live index with a table of about 4 KB in each sector. */
  static void publish(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into live_document (name, revision, updated_at, sha256, content)"
                    + " values (?, 1, ?, ?, ?)")) {
      for (Sector sector : Sector.values()) {
        insert.setString(1, "sectors/" + sector.id() + ".json");
        insert.setObject(2, OffsetDateTime.parse("2026-11-22T12:00:00Z"));
        insert.setBytes(3, new byte[32]);
        insert.setBytes(4, RankingJson.write(table(sector)));
        insert.executeUpdate();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the bench cannot fill its own database", e);
    }
  }

  private static SectorRanking table(Sector sector) {
    List<RankedCluster> clusters = new ArrayList<>();
    int count = 4;
    for (int rank = 1; rank <= count; rank++) {
      clusters.add(row(rank, "Town " + rank, 0.15));
    }
    List<FactorTotal> factors = new ArrayList<>();
    for (String factor : FACTORS) {
      factors.add(new FactorTotal(factor, 0.2, 1_000_000_000));
    }
    return new SectorRanking(
        sector.id(),
        sector.title(),
        "2026-11",
        "live-1",
        factors,
        clusters,
        row(0, "Elsewhere", 1 - 0.15 * count),
        List.of());
  }

  private static RankedCluster row(int rank, String name, double share) {
    List<FactorShare> shares = new ArrayList<>();
    for (String factor : FACTORS) {
      shares.add(new FactorShare(factor, (long) (share * 1e9), share, 20 * share));
    }
    boolean elsewhere = rank == 0;
    return new RankedCluster(
        elsewhere ? "elsewhere" : "town-" + rank,
        rank,
        name,
        elsewhere ? List.of() : List.of(new Town(rank, name, "Wales", 52, -3.5 + rank * 0.3, 1)),
        elsewhere ? List.of() : List.of("Wales"),
        100 * share,
        shares,
        elsewhere
            ? Optional.empty()
            : Optional.of(new Interval(rank, rank, 100 * share, 100 * share, rank, rank, rank)),
        List.of(),
        Optional.empty(),
        List.<CellWeight>of(),
        1_000,
        500);
  }
}
