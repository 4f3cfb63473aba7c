package org.techindex.scoring.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.techindex.common.method.MethodFile;
import org.techindex.common.release.ReleaseId;
import org.techindex.common.run.OperatorException;
import org.techindex.scoring.release.ReleaseStore.Row;
import org.techindex.scoring.release.ReleaseStore.State;

/**
 * Makes the releases that are due. Several instances may ask at once: the lock of releases and the
 * rule that a release is made once leave one of them to do it.
 */
public final class ReleaseSchedule {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseSchedule.class);

  private final ReleasePlan plan;
  private final ReleaseStore store;
  private final ReleaseMaker maker;
  private final MethodFile method;
  private final String classifier;

  public ReleaseSchedule(
      DataSource database, ReleaseMaker maker, MethodFile method, String classifier) {
    this.plan = new ReleasePlan(database);
    this.store = new ReleaseStore(database);
    this.maker = maker;
    this.method = method;
    this.classifier = classifier;
  }

  /**
   * Names the dates ahead and makes what is due: a draft that the release manager left is published
   * as it is, otherwise the release is made from what is stored now.
   *
   * @return the releases that this call published
   */
  public List<ReleaseId> run(Instant now) {
    plan.nameDates(now);
    return plan.due(now).stream()
        .map(date -> new ReleaseId(date.month(), 1))
        .filter(id -> published(id, now))
        .toList();
  }

  private boolean published(ReleaseId id, Instant now) {
    try {
      Optional<Row> draft = store.find(id);
      if (draft.isPresent()) {
        store.publish(id, now);
      } else {
        maker.make(id.month(), method, classifier, State.PUBLISHED);
      }
      LOG.atInfo().addKeyValue("release", id).log("release {} published as planned", id);
      return true;
    } catch (OperatorException e) {
      LOG.atWarn()
          .addKeyValue("release", id)
          .log("release {} not made here: {}", id, e.getMessage());
      return false;
    }
  }
}
