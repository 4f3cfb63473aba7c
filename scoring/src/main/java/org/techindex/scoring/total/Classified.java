package org.techindex.scoring.total;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/**
 * Whether all that is stored is classified by the version that counts. After a change of the
 * classifier it is not until {@code techindex reclassify} is through, and what is ranked meanwhile
 * would be the few signals that came since.
 */
public final class Classified {

  /** A version under which a signal stands that has no part under the version that counts. */
  private static final String ANOTHER =
      """
      select c.version from classifier c
      where c.version <> ?
        and exists (
          select from signal_part p
          where p.classifier = c.id and p.part = 0
            and not exists (
              select from signal_part n
              where n.position = p.position
                and n.classifier = (select id from classifier where version = ?)))
      order by c.id desc limit 1
      """;

  private Classified() {}

  /**
   * @param classifier version that counts
   * @return the sentence that says what is to be done; empty if all is classified
   * @throws OperatorException if the database cannot be read
   */
  public static Optional<String> missing(DataSource database, String classifier) {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(ANOTHER)) {
      select.setString(1, classifier);
      select.setString(2, classifier);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                "signals are stored that were classified by "
                    + row.getString(1)
                    + " and not by "
                    + classifier
                    + ", which counts: run `techindex reclassify`")
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw PostgresTotals.unreadable(e);
    }
  }

  /**
   * @throws OperatorException if a stored signal is not classified by the version that counts
   */
  public static void requireAll(DataSource database, String classifier) {
    missing(database, classifier)
        .ifPresent(sentence -> {
          throw new OperatorException(ExitCode.WRONG_USE, sentence);
        });
  }
}
