import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Makes the jOOQ classes from the Flyway migrations, on an embedded PostgreSQL, because jOOQ's own
 * parser does not read all of PostgreSQL. Does nothing while the migrations are the same.
 *
 * <p>Run by the build: {@code java GenerateJooq.java MIGRATIONS TARGET}.
 */
final class GenerateJooq {

  private GenerateJooq() {}

  public static void main(String[] arguments) throws Exception {
    Path migrations = Path.of(arguments[0]);
    Path target = Path.of(arguments[1]);
    Path marker = target.resolve("migrations.sha256");
    String digest = digest(migrations);
    if (Files.exists(marker) && Files.readString(marker).equals(digest)) {
      return;
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      Flyway.configure()
          .dataSource(postgres.getPostgresDatabase())
          .locations("filesystem:" + migrations)
          .load()
          .migrate();
      GenerationTool.generate(
          new Configuration()
              .withLogging(Logging.WARN)
              .withJdbc(
                  new Jdbc()
                      .withUrl(postgres.getJdbcUrl("postgres", "postgres"))
                      .withUser("postgres"))
              .withGenerator(
                  new Generator()
                      .withDatabase(
                          new Database()
                              .withName("org.jooq.meta.postgres.PostgresDatabase")
                              .withInputSchema("public")
                              .withOutputSchemaToDefault(true)
                              .withExcludes("flyway_schema_history"))
                      .withGenerate(new Generate().withRecords(true).withRoutines(false))
                      .withTarget(
                          new Target()
                              .withPackageName("org.techindex.common.store.jooq")
                              .withDirectory(target.toString()))));
    }
    Files.writeString(marker, digest);
  }

  private static String digest(Path migrations) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    List<Path> files;
    try (Stream<Path> found = Files.list(migrations)) {
      files = found.sorted().toList();
    }
    for (Path file : files) {
      digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(file));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
