package org.techindex.scoring.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NameMatch;
import org.techindex.common.place.Region;
import org.techindex.scoring.cluster.Clustering;
import org.techindex.scoring.cluster.WeightedCells;

class ClusterNamerTest {

  private static final Gazetteer GAZETTEER = Gazetteer.load();
  private static final long ONE = 1_000_000;

  private final ClusterNamer namer = new ClusterNamer(GAZETTEER);
  private final List<Activity> activities = new ArrayList<>();

  /** Signals of weight one in one cell. */
  private record Activity(int cluster, Cell cell, long millionths) {}

  private static LatLon town(String name) {
    return GAZETTEER.find(name, Optional.empty()) instanceof NameMatch.Found found
        ? found.place().point()
        : new LatLon(0, 0);
  }

  private ClusterNamerTest put(int cluster, String town, long signals) {
    activities.add(new Activity(cluster, Cell.at(town(town)), signals * ONE));
    return this;
  }

  private ClusterNamerTest put(int cluster, double latitude, double longitude, long signals) {
    activities.add(new Activity(cluster, Cell.at(new LatLon(latitude, longitude)), signals * ONE));
    return this;
  }

  private List<ClusterName> names() {
    WeightedCells cells =
        WeightedCells.of(
            activities.stream().mapToLong(activity -> activity.cell.index()).toArray(),
            activities.stream().mapToLong(Activity::millionths).toArray(),
            new long[activities.size()],
            new long[activities.size()]);
    int[] labels = new int[cells.size()];
    activities.forEach(
        activity -> labels[cells.positionOf(activity.cell.index())] = activity.cluster);
    int clusters = activities.stream().mapToInt(Activity::cluster).max().orElse(-1) + 1;
    return namer.names(cells, labels, clusters);
  }

  private List<String> titles() {
    return names().stream().map(ClusterName::title).toList();
  }

  @Test
  void boroughsGiveWayToLondonWhereLondonIsInside() {
    put(0, "London", 100).put(0, "Romford", 90).put(0, "Croydon", 80).put(0, "Slough", 50);

    assertThat(titles()).containsExactly("London, Slough");
    // 270 of 320 lie in London and its boroughs.
    assertThat(names().getFirst().towns().getFirst().share()).isEqualTo(270.0 / 320);
  }

  @Test
  void romfordAndDartfordNameTheirOwnClusterWhereLondonIsInAnother() {
    put(0, "London", 100).put(0, "Croydon", 20).put(1, "Romford", 30).put(1, "Dartford", 20);

    assertThat(titles()).containsExactly("London", "Romford, Dartford");
    assertThat(names().get(1).regions()).containsExactly(Region.GREATER_LONDON, Region.SOUTH_EAST);
  }

  @Test
  void hoveIsBrightonWhileWorthingIsItself() {
    put(0, "Hove", 40).put(0, "Brighton", 30).put(0, "Worthing", 20).put(0, "Crawley", 69);

    assertThat(titles()).containsExactly("Brighton, Crawley, Worthing");
  }

  @Test
  void eachNewportNamesItsOwnCluster() {
    // Newport in Wales is a city. The one on the Isle of Wight has 25,496 people, the one in
    // Shropshire 12,741, and no town of 50,000 is within 10 km of either.
    put(0, 51.588, -2.998, 50).put(1, 50.701, -1.291, 40).put(2, 52.767, -2.377, 30);

    assertThat(titles()).allMatch("Newport"::equals);
    assertThat(names().stream().map(ClusterName::regions))
        .containsExactly(
            List.of(Region.WALES), List.of(Region.SOUTH_EAST), List.of(Region.WEST_MIDLANDS));
  }

  @Test
  void aClusterAcrossTwoRegionsHasBothInTheOrderOfItsTowns() {
    put(0, "Bristol", 60).put(0, "Cardiff", 40).put(0, 51.588, -2.998, 10);

    assertThat(titles()).containsExactly("Bristol, Cardiff, Newport");
    assertThat(names().getFirst().regions()).containsExactly(Region.SOUTH_WEST, Region.WALES);
  }

  @Test
  void aClusterWithoutAnyTownIsNamedAfterTheNearestOne() {
    // Kinlochewe in the Highlands; Inverness, at 70 km, has the nearest 10,000 people.
    put(0, 57.605, -5.300, 3).put(Clustering.ELSEWHERE, "Inverness", 50);

    assertThat(titles()).containsExactly("Inverness");
    assertThat(names().getFirst().towns()).hasSize(1);
  }

  @Test
  void smallerTownsNameAClusterThatHasNoneOfFiftyThousand() {
    // Stirling has 37,910 people, Falkirk 35,310; Cumbernauld, 51,610, is 14 km from Falkirk.
    put(0, "Stirling", 90).put(0, "Falkirk", 10);

    assertThat(titles()).containsExactly("Stirling, Falkirk");
  }

  @Test
  void fivePercentIsEnoughForAName() {
    // 5 of 100 is 5 %; 4 of 100 is less.
    put(0, "Leeds", 91).put(0, "York", 5).put(0, "Doncaster", 4);

    assertThat(titles()).containsExactly("Leeds, York");
  }

  @Test
  void eightTownsAreEnough() {
    List<String> towns =
        List.of(
            "Leeds",
            "Sheffield",
            "Bradford",
            "Barnsley",
            "York",
            "Huddersfield",
            "Wakefield",
            "Doncaster",
            "Hull",
            "Halifax");
    for (int i = 0; i < towns.size(); i++) {
      put(0, towns.get(i), 20 - i);
    }

    assertThat(titles())
        .containsExactly(
            "Leeds, Sheffield, Bradford, Barnsley, York, Huddersfield, Wakefield, Doncaster");
  }

  @Test
  void aTownIsInsideTheClusterThatHoldsMostOfItsActivity() {
    // Around Luton: 30 in cluster 0 and 20 in cluster 1, which is therefore not named after Luton;
    // those 20 count for Bedford, its nearest town inside.
    put(0, 51.88, -0.42, 30).put(0, "London", 100);
    put(1, 51.92, -0.42, 20).put(1, "Bedford", 30);

    assertThat(titles()).containsExactly("London, Luton", "Bedford");
    assertThat(names().get(1).towns().getFirst().share()).isEqualTo(1);
    double london = names().getFirst().towns().getFirst().share();
    assertThat(london).isCloseTo(100.0 / 130, Offset.offset(1e-12));
  }

  @Test
  void aTownWhoseActivityIsMostlyElsewhereNamesNoCluster() {
    put(0, "Oxford", 50).put(0, 51.56, -1.70, 10).put(Clustering.ELSEWHERE, "Swindon", 40);

    assertThat(titles()).containsExactly("Oxford");
  }

  @Test
  void cellsWithoutWeightAreNamedAfterWhereTheyLie() {
    put(0, "Aberdeen", 0).put(0, "Dundee", 0).put(1, "Exeter", 0);

    assertThat(titles()).containsExactly("Aberdeen, Dundee", "Exeter");
  }

  @Test
  void townsOfEqualActivityGoByPopulation() {
    put(0, "Wigan", 10).put(0, "Liverpool", 10).put(0, "Warrington", 10);

    assertThat(titles()).containsExactly("Liverpool, Wigan, Warrington");
  }

  @Test
  void theOrderOfCellsAndEarlierQuestionsChangeNothing() {
    put(0, "London", 100).put(0, "Romford", 9).put(0, "Luton", 30).put(0, "Watford", 8);
    put(1, "Leeds", 41).put(1, "Bradford", 40).put(1, "Halifax", 6);
    put(Clustering.ELSEWHERE, "Exeter", 7);
    List<ClusterName> expected = names();

    for (long seed = 0; seed < 20; seed++) {
      Collections.shuffle(activities, new Random(seed));
      assertThat(names()).isEqualTo(expected);
    }
    assertThat(
            new ClusterNamer(GAZETTEER)
                .names(
                    WeightedCells.of(new long[0], new long[0], new long[0], new long[0]),
                    new int[0],
                    0))
        .isEmpty();
    assertThat(Arrays.asList(expected.get(0).title(), expected.get(1).title()))
        .containsExactly("London, Luton, Watford", "Leeds, Bradford, Halifax");
  }
}
