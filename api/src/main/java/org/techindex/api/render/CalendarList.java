package org.techindex.api.render;

import java.util.List;
import org.techindex.api.read.Catalogue;
import org.techindex.api.read.DueRelease;

/** When releases come out. */
public record CalendarList(List<Due> releases) {

  /**
   * @param state "due" or "published"
   */
  public record Due(String month, String dueAt, String state) {}

  public static CalendarList of(Catalogue catalogue) {
    return new CalendarList(catalogue.calendar().stream().map(due -> due(catalogue, due)).toList());
  }

  private static Due due(Catalogue catalogue, DueRelease due) {
    return new Due(
        due.month().toString(),
        due.dueAt().toString(),
        catalogue.newest(due.month()).isPresent() ? "published" : "due");
  }
}
