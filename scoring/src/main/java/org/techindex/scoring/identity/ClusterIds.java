package org.techindex.scoring.identity;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.techindex.common.release.ReleaseChanges.IdentityEvent;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.CellWeight;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.cluster.Clustering;
import org.techindex.scoring.cluster.WeightedCells;
import org.techindex.scoring.identity.Overlap.Members;
import org.techindex.scoring.name.ClusterName;

/**
 * What clusters are called in addresses and files. A cluster that goes on keeps its id, whatever
 * its name becomes. A new one takes its first town ("manchester"), or its first two where that id
 * was ever used in the sector ("manchester-burnley"), then a number; an id is never used for
 * another cluster.
 */
public final class ClusterIds {

  /** Where nothing was published before. */
  public static final ClusterIds NONE = new ClusterIds(List.of(), Map.of());

  private final Map<Sector, SectorRanking> previous;
  private final Map<Sector, Set<String>> used;

  /**
   * @param previous the ranking of each sector that identities refer to; none for the first
   * @param used every id that was ever published, by sector
   */
  public ClusterIds(List<SectorRanking> previous, Map<Sector, Set<String>> used) {
    this.previous = new EnumMap<>(Sector.class);
    for (SectorRanking ranking : previous) {
      this.previous.put(Sector.find(ranking.sector()).orElseThrow(), ranking);
    }
    this.used = new EnumMap<>(Sector.class);
    used.forEach((sector, ids) -> this.used.put(sector, Set.copyOf(ids)));
  }

  /**
   * One id for each cluster, in the order of labels.
   *
   * @param cells what was clustered
   */
  public List<String> idsOf(
      Sector sector, WeightedCells cells, Clustering clustering, List<ClusterName> names) {
    SectorRanking before = previous.get(sector);
    List<Members> earlier = before == null ? List.of() : members(before);
    Succession succession = new Succession(earlier, members(cells, clustering));
    Set<String> taken = new HashSet<>(used.getOrDefault(sector, Set.of()));
    earlier.forEach(members -> taken.add(members.id()));
    taken.add(SectorRanking.ELSEWHERE_ID);
    List<String> ids = new ArrayList<>();
    for (int label = 0; label < names.size(); label++) {
      ClusterName name = names.get(label);
      ids.add(
          succession
              .beforeOf(label)
              .map(place -> earlier.get(place).id())
              .orElseGet(() -> newId(name, taken)));
    }
    return ids;
  }

  /** Born, ended, split and merged clusters from one ranking of a sector to another. */
  public static List<IdentityEvent> events(SectorRanking before, SectorRanking after) {
    return new Succession(members(before), members(after))
        .events(after.clusters().stream().map(RankedCluster::id).toList());
  }

  private static String newId(ClusterName name, Set<String> taken) {
    List<String> towns = name.towns().stream().map(town -> slug(town.place().name())).toList();
    String first = towns.getFirst();
    String two = towns.size() > 1 ? first + "-" + towns.get(1) : first;
    String id = taken.contains(first) ? two : first;
    for (int number = 2; taken.contains(id); number++) {
      id = two + "-" + number;
    }
    taken.add(id);
    return id;
  }

  /** Letters a to z, digits and hyphens: "St Helens" is "st-helens". */
  private static String slug(String town) {
    String plain = Normalizer.normalize(town, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    return plain
        .toLowerCase(Locale.ROOT)
        .replaceAll("['’.]", "")
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }

  private static List<Members> members(SectorRanking ranking) {
    List<Members> members = new ArrayList<>();
    for (RankedCluster cluster : ranking.clusters()) {
      Map<String, Long> cells = new HashMap<>();
      for (CellWeight cell : cluster.cells()) {
        cells.put(cell.cell(), cell.weightMillionths());
      }
      members.add(new Members(cluster.id(), cells));
    }
    return members;
  }

  private static List<Members> members(WeightedCells cells, Clustering clustering) {
    List<Map<String, Long>> byLabel = new ArrayList<>();
    clustering.clusters().forEach(_ -> byLabel.add(new HashMap<>()));
    for (int cell = 0; cell < cells.size(); cell++) {
      int label = clustering.label(cell);
      if (label != Clustering.ELSEWHERE) {
        byLabel.get(label).put(Long.toHexString(cells.cell(cell)), cells.weightMillionths(cell));
      }
    }
    return byLabel.stream().map(map -> new Members("", map)).toList();
  }
}
