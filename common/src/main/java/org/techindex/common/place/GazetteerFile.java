package org.techindex.common.place;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.techindex.common.grid.LatLon;

/**
 * Reads the tables that ship with the project, made from GeoNames by {@code make-gazetteer.mjs}.
 */
final class GazetteerFile {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private GazetteerFile() {}

  static Gazetteer readGazetteer() {
    byte[] bytes = bytes("/place/gazetteer.csv");
    List<Place> places = new ArrayList<>();
    Map<String, Region> regions = new HashMap<>();
    try (CSVParser rows = parse(bytes)) {
      for (CSVRecord row : rows) {
        Region region =
            regions.computeIfAbsent(row.get("region"), title -> Region.find(title).orElseThrow());
        places.add(place(row, region));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    places.sort(Comparator.comparingInt(Place::geonameId));
    return new Gazetteer(places, sha256(bytes));
  }

  /** Places of the neighbours near enough to be mistaken for places of the country. */
  static List<AbroadPlace> readAbroad() {
    List<AbroadPlace> places = new ArrayList<>();
    try (CSVParser rows = parse(bytes("/place/abroad.csv"))) {
      for (CSVRecord row : rows) {
        places.add(new AbroadPlace(row.get("name"), row.get("country"), point(row)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(places);
  }

  /** A place outside the country. */
  record AbroadPlace(String name, String country, LatLon point) {}

  private static Place place(CSVRecord row, Region region) {
    String officialName = row.get("name");
    String alias = row.get("alias");
    String also = row.get("also");
    String city = row.get("city");
    return new Place(
        Integer.parseInt(row.get("geonameid")),
        alias.isEmpty() ? officialName : alias,
        officialName,
        also.isEmpty() ? List.of() : List.of(also.split("\\|")),
        point(row),
        Integer.parseInt(row.get("population")),
        Place.Kind.valueOf(row.get("kind").toUpperCase(Locale.ROOT)),
        row.get("county"),
        region,
        city.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(city)));
  }

  private static LatLon point(CSVRecord row) {
    return new LatLon(Double.parseDouble(row.get("lat")), Double.parseDouble(row.get("lon")));
  }

  private static CSVParser parse(byte[] bytes) throws IOException {
    return FORMAT.parse(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = GazetteerFile.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
