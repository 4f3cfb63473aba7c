package org.techindex.api.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.techindex.api.read.Edition;
import org.techindex.api.render.EditionOverview.Download;
import org.techindex.common.release.Manifest;

/**
 * What the files of an edition are, for machines.
 *
 * @see <a href="https://datapackage.org/standard/data-package/">Frictionless Data Package</a>
 * @see <a href="https://schema.org/Dataset">schema.org Dataset</a>
 */
public final class DataPackage {

  private static final String TITLE = "Tech Innovation Index";

  private DataPackage() {}

  /** A Data Package; paths are relative to its own address. */
  public record Frictionless(
      String $schema,
      String name,
      String title,
      String version,
      String created,
      List<PackageLicence> licenses,
      List<Resource> resources) {}

  public record PackageLicence(String name, String path, String title) {}

  /**
   * @param schema of a table; null for other files
   */
  public record Resource(
      String name,
      String path,
      String title,
      String format,
      String mediatype,
      @Nullable Long bytes,
      @Nullable Schema schema) {}

  public record Schema(List<Field> fields, List<String> primaryKey, List<String> missingValues) {}

  public record Field(String name, String type, String description) {}

  public static Frictionless frictionless(Edition edition, List<Download> downloads) {
    return new Frictionless(
        "https://datapackage.org/profiles/2.0/datapackage.json",
        "techindex-" + edition.id(),
        TITLE + ", " + edition.id(),
        edition.release().map(id -> id.version() + ".0.0").orElse("0.0." + edition.revision()),
        edition.publishedAt().toString(),
        List.of(
            new PackageLicence(
                "CC-BY-4.0", EditionOverview.LICENCE.url(), EditionOverview.LICENCE.name())),
        downloads.stream()
            .filter(download -> download.href().contains("/clusters."))
            .map(download -> resource(edition, download))
            .toList());
  }

  private static Resource resource(Edition edition, Download download) {
    String path = download.href().substring(edition.href().length() + 1);
    String format = path.substring(path.lastIndexOf('.') + 1);
    boolean table = format.equals("csv") || format.equals("parquet");
    return new Resource(
        path.replace('.', '-'),
        path,
        download.title(),
        format,
        download.mediaType().replaceFirst(";.*", ""),
        download.bytes(),
        table ? schema(edition) : null);
  }

  private static Schema schema(Edition edition) {
    return new Schema(
        FlatTable.of(edition, List.of()).columns().stream()
            .map(column -> new Field(column.name(), type(column.type()), column.meaning()))
            .toList(),
        List.of("edition", "cluster_id"),
        List.of(""));
  }

  private static String type(FlatTable.Type type) {
    return switch (type) {
      case TEXT -> "string";
      case WHOLE_NUMBER -> "integer";
      case NUMBER -> "number";
    };
  }

  /** A schema.org Dataset as JSON-LD. */
  public record Dataset(
      @JsonProperty("@context") String context,
      @JsonProperty("@type") String type,
      String name,
      String description,
      String identifier,
      String url,
      String datePublished,
      String temporalCoverage,
      String spatialCoverage,
      String license,
      boolean isAccessibleForFree,
      @Nullable String creditText,
      List<Variable> variableMeasured,
      List<Distribution> distribution) {}

  public record Variable(@JsonProperty("@type") String type, String name, String description) {}

  public record Distribution(
      @JsonProperty("@type") String type,
      String name,
      String contentUrl,
      @Nullable String contentSize,
      String encodingFormat) {}

  public static Dataset dataset(Edition edition, List<Download> downloads) {
    return new Dataset(
        "https://schema.org/",
        "Dataset",
        TITLE + ", " + edition.id(),
        "Clusters of technology innovation in six sectors: rank, share of national activity and its"
            + " uncertainty, outlines and what each share is made of.",
        edition.id(),
        edition.href(),
        edition.publishedAt().toString(),
        edition.asOf(),
        "United Kingdom",
        EditionOverview.LICENCE.url(),
        true,
        edition.manifest().map(Manifest::contact).orElse(null),
        FlatTable.of(edition, List.of()).columns().stream()
            .map(column -> new Variable("PropertyValue", column.name(), column.meaning()))
            .toList(),
        downloads.stream()
            .map(download ->
                new Distribution(
                    "DataDownload",
                    download.title(),
                    download.href(),
                    download.bytes() == null ? null : download.bytes() + " B",
                    download.mediaType()))
            .toList());
  }
}
