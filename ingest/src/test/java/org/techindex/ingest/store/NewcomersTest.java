package org.techindex.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class NewcomersTest {

  private static final PartitionClaim CLAIM =
      new PartitionClaim("signals.event", 0, Uuid.ONE_UUID, 1, 10);
  private static final StoredBatch ALL_NEW = new StoredBatch(CLAIM, 10, 0, 0, 0);
  private static final StoredBatch WITH_A_CORRECTION = new StoredBatch(CLAIM, 9, 1, 0, 0);
  private static final StoredBatch WITH_A_DUPLICATE = new StoredBatch(CLAIM, 9, 0, 1, 0);

  @Test
  void theFirstBatchIsAskedForAndTheNextIsNotIfAllWereNew() {
    Newcomers newcomers = new Newcomers();
    assertThat(newcomers.expected()).isFalse();

    newcomers.learn(ALL_NEW);

    assertThat(newcomers.expected()).isTrue();
  }

  @Test
  void knownIdentitiesInABatchMakeTheNextOneAsk() {
    Newcomers newcomers = new Newcomers();
    newcomers.learn(ALL_NEW);

    newcomers.learn(WITH_A_CORRECTION);
    assertThat(newcomers.expected()).isFalse();

    newcomers.learn(ALL_NEW);
    newcomers.learn(WITH_A_DUPLICATE);
    assertThat(newcomers.expected()).isFalse();
  }

  @Test
  void eachMistakeAsksForTwiceAsManyNewBatches() {
    Newcomers newcomers = new Newcomers();
    newcomers.learn(ALL_NEW);

    newcomers.mistaken();
    newcomers.learn(ALL_NEW);
    assertThat(newcomers.expected()).isFalse();
    newcomers.learn(ALL_NEW);
    assertThat(newcomers.expected()).isTrue();

    newcomers.mistaken();
    for (int batch = 0; batch < 3; batch++) {
      newcomers.learn(ALL_NEW);
      assertThat(newcomers.expected()).isFalse();
    }
    newcomers.learn(ALL_NEW);
    assertThat(newcomers.expected()).isTrue();
  }

  @Test
  void aRaceOfABatchThatAskedIsNoMistake() {
    Newcomers newcomers = new Newcomers();

    newcomers.mistaken();
    newcomers.learn(ALL_NEW);

    assertThat(newcomers.expected()).isTrue();
  }
}
