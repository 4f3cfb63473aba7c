package org.techindex.api.read;

import static org.jooq.impl.DSL.field;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.techindex.common.grid.Cell;
import org.techindex.common.release.Cutoff;
import org.techindex.common.release.Manifest;
import org.techindex.common.release.SectorRanking.CellWeight;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.sector.Memberships;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.store.Position;

/**
 * Reads the signals that an edition counts: those below its cut-off, of each identity the version
 * that was current there ({@code docs/decisions/002-history-by-insertion.md}).
 */
public final class SignalReader {

  /**
   * Whether row {@code s} of table signal is current: not retracted, and no version below the
   * cut-off has a later time, or the same and a lower position. In two parts, because first and
   * later versions have an index each.
   */
  private static final String CURRENT =
      """
      not s.retracted and (%1$s)
        and not exists (select 1 from signal v where v.identity = s.identity and not v.first_version
          and (%2$s) and (v.ce_time, -v.position) > (s.ce_time, -s.position))
        and (s.first_version or not exists (
          select 1 from signal v where v.identity = s.identity and v.first_version
          and (%2$s) and (v.ce_time, -v.position) > (s.ce_time, -s.position)))
      """;

  private static final Map<Sector, String> MEMBERSHIPS =
      Map.of(
          Sector.ALL_SECTORS,
          "greatest(p.ai_and_data, p.clean_growth, p.smart_cities_and_mobility,"
              + " p.ageing_society, p.advanced_manufacturing)",
          Sector.AI_AND_DATA,
          "p.ai_and_data",
          Sector.CLEAN_GROWTH,
          "p.clean_growth",
          Sector.SMART_CITIES_AND_MOBILITY,
          "p.smart_cities_and_mobility",
          Sector.AGEING_SOCIETY,
          "p.ageing_society",
          Sector.ADVANCED_MANUFACTURING,
          "p.advanced_manufacturing");

  private final Late<DSLContext> database;

  public SignalReader(DataSource dataSource) {
    database = new Late<>(() -> DSL.using(dataSource, SQLDialect.POSTGRES));
  }

  /**
   * What people read of a signal; empty where its producer left it out.
   *
   * @param stated whether the producer stated its sectors
   */
  public record SignalText(
      String source,
      String id,
      String name,
      Optional<String> body,
      Optional<String> url,
      boolean stated) {}

  /**
   * The parts of signals that count in one row of a table, with their links.
   *
   * @param reachKilometres how far a link must reach to be outside
   * @throws DataAccessException if the database cannot be read
   */
  public List<SignalPart> parts(
      Edition edition, Sector sector, RankedCluster row, double reachKilometres) {
    Long[] cells =
        row.cells().stream()
            .map(CellWeight::cell)
            .map(cell -> Cell.parse(cell).index())
            .toArray(Long[]::new);
    int asOf = month(edition, sector);
    List<SignalPart> parts = new ArrayList<>();
    for (Record found :
        database
            .get()
            .fetch(
                "select p.position, p.cell, s.source, p.kind, p.month, p.closed_month, p.amount,"
                    + " p.fraction, p.citations, p.ai_and_data, p.clean_growth,"
                    + " p.smart_cities_and_mobility, p.ageing_society, p.advanced_manufacturing"
                    + " from signal_part p join signal s on s.position = p.position"
                    + " where p.classifier = {0} and p.cell = any({1}) and "
                    + MEMBERSHIPS.get(sector)
                    + " > 0 and "
                    + current("s", edition),
                DSL.val(classifier(edition)),
                DSL.val(cells))) {
      SignalPart part = part(found);
      if (part.counts(asOf)) {
        parts.add(part);
      }
    }
    return withLinks(edition, parts, reachKilometres);
  }

  /** The last month that counts, in months since January 1970. */
  public static int month(Edition edition, Sector sector) {
    YearMonth asOf = YearMonth.parse(edition.ranking(sector).orElseThrow().asOf());
    return (asOf.getYear() - 1970) * 12 + asOf.getMonthValue() - 1;
  }

  private static SignalPart part(Record row) {
    Integer closed = row.get(5, Integer.class);
    return new SignalPart(
        row.get(0, Long.class),
        row.get(1, Long.class),
        row.get(2, String.class),
        SignalKind.values()[row.get(3, Integer.class) - 1],
        row.get(4, Integer.class),
        closed == null ? OptionalInt.empty() : OptionalInt.of(closed),
        row.get(6, Long.class),
        row.get(7, Integer.class),
        row.get(8, Integer.class),
        Memberships.ofMillionths(
            row.get(9, Integer.class),
            row.get(10, Integer.class),
            row.get(11, Integer.class),
            row.get(12, Integer.class),
            row.get(13, Integer.class)),
        0);
  }

  /**
   * The weights of all publications and all institutions of a sector, in millionths: what the
   * halves of the factor universities are shares of.
   */
  public Map<SignalKind, Long> nationalWeights(Edition edition, Sector sector) {
    Map<SignalKind, Long> weights = new EnumMap<>(SignalKind.class);
    int asOf = month(edition, sector);
    for (Record row :
        database
            .get()
            .fetch(
                "select p.kind, sum((p.amount * "
                    + MEMBERSHIPS.get(sector)
                    + " + 500000) / 1000000)::bigint"
                    + " from signal_part p join signal s on s.position = p.position"
                    + " where p.classifier = {0} and p.kind in (3, 4) and p.month <= {1}"
                    + " and (p.closed_month is null or p.closed_month > {1}) and "
                    + current("s", edition)
                    + " group by p.kind",
                DSL.val(classifier(edition)),
                DSL.val(asOf))) {
      weights.put(SignalKind.values()[row.get(0, Integer.class) - 1], row.get(1, Long.class));
    }
    return weights;
  }

  /** Name, text and address of signals, by position. */
  public Map<Long, SignalText> texts(List<Long> positions) {
    Map<Long, SignalText> texts = new HashMap<>();
    for (Record row :
        database
            .get()
            .fetch(
                "select position, source, id, name, body, url,"
                    + " coalesce(jsonb_array_length(document -> 'sectors'), 0) > 0"
                    + " from signal where position = any({0})",
                DSL.val(positions.toArray(Long[]::new)))) {
      texts.put(
          row.get(0, Long.class),
          new SignalText(
              row.get(1, String.class),
              row.get(2, String.class),
              Optional.ofNullable(row.get(3, String.class)).orElse(row.get(2, String.class)),
              Optional.ofNullable(row.get(4, String.class)),
              Optional.ofNullable(row.get(5, String.class)),
              row.get(6, Boolean.class)));
    }
    return texts;
  }

  private record LinkEnd(long position, long linkPosition, int ordinal) {}

  /** The other ends of one link: where they lie, as far as is known. */
  private record OtherEnd(long weightMillionths, Set<Long> cells) {}

  private List<SignalPart> withLinks(
      Edition edition, List<SignalPart> parts, double reachKilometres) {
    Long[] own = parts.stream().map(SignalPart::position).distinct().toArray(Long[]::new);
    Map<LinkEnd, OtherEnd> ends = new LinkedHashMap<>();
    for (Record row :
        database
            .get()
            .fetch(
                "with own as (select o.position, o.identity from signal o where o.position = any({0})),"
                    + " ends as ("
                    + "select own.position, l.position as link, l.ordinal, l.weight,"
                    + " l.to_identity as other from own join signal_link l on l.position = own.position"
                    + " union all "
                    + "select own.position, l.position, l.ordinal, l.weight, s.identity from own"
                    + " join signal_link l on l.to_identity = own.identity"
                    + " join signal s on s.position = l.position where "
                    + current("s", edition)
                    + ") select e.position, e.link, e.ordinal, e.weight, p.cell from ends e"
                    + " join signal s on s.identity = e.other"
                    + " join signal_part p on p.position = s.position and p.classifier = {1}"
                    + " where s.position <> e.position and e.weight > 0 and "
                    + current("s", edition),
                DSL.val(own),
                DSL.val(classifier(edition)))) {
      ends.computeIfAbsent(
              new LinkEnd(
                  row.get(0, Long.class), row.get(1, Long.class), row.get(2, Integer.class)),
              _ -> new OtherEnd(row.get(3, Long.class), new HashSet<>()))
          .cells()
          .add(row.get(4, Long.class));
    }
    Map<Long, List<OtherEnd>> byPosition = new HashMap<>();
    ends.forEach((end, other) ->
        byPosition.computeIfAbsent(end.position(), _ -> new ArrayList<>()).add(other));
    return parts.stream()
        .map(part ->
            part.withOutsideLinks(
                outside(
                    part.cell(),
                    byPosition.getOrDefault(part.position(), List.of()),
                    reachKilometres)))
        .toList();
  }

  /** Weight of the links whose other ends all lie farther away than the reach. */
  private static long outside(long cell, List<OtherEnd> links, double reachKilometres) {
    Cell own = new Cell(cell);
    return links.stream()
        .filter(link ->
            link.cells().stream()
                .allMatch(other ->
                    other != cell
                        && own.centre().kilometresTo(new Cell(other).centre()) > reachKilometres))
        .mapToLong(OtherEnd::weightMillionths)
        .sum();
  }

  /** The database's number of the classifier version of a release; of the live index the newest. */
  private int classifier(Edition edition) {
    Optional<String> version = edition.manifest().map(Manifest::classifier);
    @Nullable Integer number =
        version.isPresent()
            ? database
                .get()
                .select(field("max(id)", Integer.class))
                .from("classifier")
                .where("version = {0}", DSL.val(version.get()))
                .fetchSingle()
                .value1()
            : database
                .get()
                .select(field("max(id)", Integer.class))
                .from("classifier")
                .fetchSingle()
                .value1();
    return number == null ? 0 : number;
  }

  private static String current(String alias, Edition edition) {
    return CURRENT.replace("s.", alias + ".").formatted(below(alias, edition), below("v", edition));
  }

  /** Whether a row of signal lies below the edition's cut-off. */
  private static String below(String alias, Edition edition) {
    List<Cutoff.PartitionOffset> partitions =
        edition.cutoff().map(Cutoff::partitions).orElse(List.of());
    if (partitions.isEmpty()) {
      return "true";
    }
    List<String> ranges =
        partitions.stream()
            .filter(partition -> partition.nextOffset() > 0)
            .map(partition ->
                alias
                    + ".position between "
                    + Position.of(partition.id(), 0).packed()
                    + " and "
                    + Position.of(partition.id(), partition.nextOffset() - 1).packed())
            .toList();
    return ranges.isEmpty() ? "false" : String.join(" or ", ranges);
  }
}
