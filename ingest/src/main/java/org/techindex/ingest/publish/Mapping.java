package org.techindex.ingest.publish;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.techindex.common.signal.RefusedException;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.signal.SignalRow;

/**
 * How the columns of somebody's file become the canonical row.
 *
 * @param source the source where the operator names none
 * @param kinds the first whose condition holds is the kind of a row
 * @param skips rows to leave out, with the reason
 * @param cells for each canonical column how it is made
 */
public record Mapping(
    Optional<String> source, List<KindRule> kinds, List<Skip> skips, Map<String, CellRule> cells) {

  public Mapping {
    kinds = List.copyOf(kinds);
    skips = List.copyOf(skips);
    cells = Map.copyOf(cells);
  }

  /**
   * @param when empty: every row
   */
  record KindRule(SignalKind kind, Optional<RowCondition> when) {}

  record Skip(RowCondition when, String reason) {}

  /** The kinds that rows may become. */
  public Set<SignalKind> possibleKinds() {
    Set<SignalKind> possible = EnumSet.noneOf(SignalKind.class);
    kinds.forEach(rule -> possible.add(rule.kind));
    return possible;
  }

  /** The kind of a row; empty if no rule holds. */
  Optional<SignalKind> kind(Map<String, String> row) {
    return kinds.stream()
        .filter(rule -> rule.when.isEmpty() || rule.when.get().holds(row))
        .map(KindRule::kind)
        .findFirst();
  }

  /** Why the row is left out; empty if it is not. */
  Optional<String> skipReason(Map<String, String> row) {
    return skips.stream().filter(skip -> skip.when.holds(row)).map(Skip::reason).findFirst();
  }

  /** The canonical row, with the columns that its kind has; a region only beside a place. */
  Map<String, String> apply(SignalKind kind, Map<String, String> row) throws RefusedException {
    Map<String, String> canonical = new LinkedHashMap<>();
    for (String column : SignalRow.columns(kind)) {
      CellRule rule = cells.get(column);
      if (rule != null) {
        String cell = rule.apply(row);
        if (!cell.isEmpty()) {
          canonical.put(column, cell);
        }
      }
    }
    if (!canonical.containsKey("place")) {
      canonical.remove("region");
    }
    return canonical;
  }

  /** The columns that the file must have. */
  Set<String> columnsRead() {
    Set<String> columns = new TreeSet<>();
    cells.values().forEach(rule -> columns.addAll(rule.origin().columns()));
    skips.forEach(skip -> columns.add(skip.when.column()));
    kinds.forEach(rule -> rule.when.ifPresent(when -> columns.add(when.column())));
    return columns;
  }
}
