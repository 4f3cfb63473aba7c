package org.techindex.common.place;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.techindex.common.grid.LatLon;

class GazetteerTest {

  private static final Gazetteer GAZETTEER = Gazetteer.load();

  private static Place found(String name) {
    return found(GAZETTEER.find(name, Optional.empty()));
  }

  private static Place found(String name, String region) {
    return found(GAZETTEER.find(name, Optional.of(region)));
  }

  private static Place found(NameMatch match) {
    assertThat(match).isInstanceOf(NameMatch.Found.class);
    return ((NameMatch.Found) match).place();
  }

  @ParameterizedTest
  @CsvSource({
    "London, Greater London",
    "Cambridge, East",
    "Hull, Yorkshire and the Humber",
    "Kingston upon Hull, Yorkshire and the Humber",
    "Newcastle, North East",
    "Newcastle-upon-Tyne, North East",
    "Brighton and Hove, South East",
    "BRIGHTON & HOVE, South East",
    "Stoke, West Midlands",
    "stoke on trent, West Midlands",
    "Caerdydd, Wales",
    "Londonderry, Northern Ireland",
    "Saint Albans, East",
    "St. Albans, East",
    "Kings Lynn, East",
    "Bo'ness, Scotland",
    "'Cambridge, UK', East",
    "Romford, Greater London",
    "Dartford, South East",
    "Aldershot, South East",
    "Slough, South East",
    "Crawley, South East",
    "Worthing, South East",
    "Birkenhead, North West",
    "Southend, East"
  })
  void findsAPlaceByAnyNameInUse(String name, String region) {
    assertThat(found(name).region().title()).isEqualTo(region);
  }

  @Test
  void aNewportIsAmbiguousUntilItsRegionOrCountyIsNamed() {
    NameMatch match = GAZETTEER.find("Newport", Optional.empty());

    assertThat(match).isInstanceOf(NameMatch.Ambiguous.class);
    assertThat(((NameMatch.Ambiguous) match).explanation())
        .startsWith("'Newport' may be Newport (Wales) or Newport (Isle of Wight, South East) or ")
        .endsWith(": name its region or give a point");
    assertThat(found("Newport", "Wales").geonameId()).isEqualTo(2641598);
    assertThat(found("Newport", "South East").county()).isEqualTo("Isle of Wight");
    assertThat(found("Newport", "West Midlands").county()).isEqualTo("Telford and Wrekin");
    assertThat(found("Newport", "East").county()).isEqualTo("Essex");
    assertThat(found("Newport, Isle of Wight").county()).isEqualTo("Isle of Wight");
    assertThat(found("Newport, TLL").geonameId()).isEqualTo(2641598);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bangor", "Ashford", "Richmond", "Newport, England"})
  void aNameOfSeveralPlacesOfLikeSizeIsAmbiguous(String name) {
    assertThat(GAZETTEER.find(name, Optional.empty())).isInstanceOf(NameMatch.Ambiguous.class);
  }

  @Test
  void aPlaceOutsideTheNamedRegionIsUnknownThere() {
    assertThat(GAZETTEER.find("Taunton", Optional.of("Wales")))
        .isEqualTo(new NameMatch.Unknown("'Taunton' is not in Wales but in South West"));
    assertThat(GAZETTEER.find("Taunton", Optional.of("Westeros")))
        .isEqualTo(
            new NameMatch.Unknown(
                "'Westeros' is no region: give one of the twelve regions or a county"));
    assertThat(GAZETTEER.find("Ankh-Morpork", Optional.empty()))
        .isEqualTo(
            new NameMatch.Unknown(
                "'Ankh-Morpork' is not in the gazetteer: give a point or a postcode"));
    assertThat(GAZETTEER.find("", Optional.empty())).isInstanceOf(NameMatch.Unknown.class);
    assertThat(GAZETTEER.find(",", Optional.empty())).isInstanceOf(NameMatch.Unknown.class);
  }

  @Test
  void boroughsAndSuburbsNameTheirCity() {
    OptionalInt london = OptionalInt.of(found("London").geonameId());

    assertThat(found("Romford").cityGeonameId()).isEqualTo(london);
    assertThat(found("Canary Wharf").cityGeonameId()).isEqualTo(london);
    assertThat(found("Hove").cityGeonameId()).hasValue(found("Brighton").geonameId());
    assertThat(found("Salford").cityGeonameId()).hasValue(found("Manchester").geonameId());
    assertThat(found("London").cityGeonameId()).isEmpty();
    assertThat(found("Dartford").cityGeonameId()).isEmpty();
  }

  @Test
  void everyCityThatAPlaceGivesWayToIsInTheGazetteer() {
    assertThat(GAZETTEER.places())
        .allSatisfy(place ->
            place
                .cityGeonameId()
                .ifPresent(city ->
                    assertThat(GAZETTEER.place(city).kind())
                        .isIn(Place.Kind.CITY, Place.Kind.TOWN)));
  }

  @Test
  void theNearestPlaceIsTheOneThatLookingAtEveryPlaceGives() {
    SplittableRandom random = new SplittableRandom(20180601);
    for (int i = 0; i < 300; i++) {
      LatLon point = new LatLon(random.nextDouble(46, 64), random.nextDouble(-14, 8));

      Place expected =
          GAZETTEER.places().stream()
              .min(
                  Comparator.comparingDouble((Place place) -> place.point().kilometresTo(point))
                      .thenComparingInt(Place::geonameId))
              .orElseThrow();

      assertThat(GAZETTEER.nearest(point)).as(point.toString()).isEqualTo(expected);
    }
  }

  @Test
  void theNearestPlaceIsKnownFromTheOtherSideOfTheEarth() {
    assertThat(GAZETTEER.nearest(new LatLon(-50, 179))).isNotNull();
    assertThat(GAZETTEER.nearest(new LatLon(90, -180)).region()).isEqualTo(Region.SCOTLAND);
  }

  @Test
  void everyTownOfThePublishedTablesIsInTheGazetteerUnderItsName() {
    // Names of the published index (June 2018), each once.
    List<String> towns =
        List.of(
            "London",
            "Luton",
            "Birmingham",
            "Coventry",
            "Manchester",
            "Stoke",
            "Burnley",
            "Reading",
            "Aldershot",
            "Slough",
            "Bristol",
            "Cardiff",
            "Oxford",
            "Northampton",
            "Milton Keynes",
            "Leicester",
            "Nottingham",
            "Leeds",
            "Sheffield",
            "Bradford",
            "Barnsley",
            "Huddersfield",
            "Wakefield",
            "Romford",
            "Dartford",
            "Edinburgh",
            "Dundee",
            "Preston",
            "Wigan",
            "Warrington",
            "Blackburn",
            "Derby",
            "Cambridge",
            "Glasgow",
            "Brighton",
            "Worthing",
            "Crawley",
            "Southampton",
            "Portsmouth",
            "York",
            "Doncaster",
            "Telford",
            "Hull",
            "Mansfield",
            "Liverpool",
            "Birkenhead",
            "Blackpool",
            "Newcastle",
            "Sunderland",
            "Middlesbrough",
            "Peterborough",
            "Swindon",
            "Gloucester");
    assertThat(towns).allSatisfy(town -> assertThat(found(town).name()).isEqualTo(town));
    assertThat(found("Newport", "Wales").name()).isEqualTo("Newport");
  }

  @Test
  void theDigestIsThatOfTheShippedFile() throws IOException, NoSuchAlgorithmException {
    byte[] file = Files.readAllBytes(Path.of("src/main/resources/place/gazetteer.csv"));

    assertThat(GAZETTEER.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
    // One line is the header.
    assertThat(GAZETTEER.places()).hasSize((int) new String(file, UTF_8).lines().count() - 1);
  }
}
