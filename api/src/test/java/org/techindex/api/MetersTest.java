package org.techindex.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.techindex.api.read.Catalogue;

final class MetersTest {

  /** A gauge that lost what it looks at tells NaN, and no alarm would ever come. */
  @Test
  void theGaugesOfTheCatalogueGoOnAfterACollection() {
    ApiRegistry registry = ApiRegistry.prometheus();
    Meters meters = new Meters(registry);
    List<Catalogue> catalogues = List.of(Catalogue.EMPTY);
    meters.watch(catalogues::getFirst);

    awaitCollection();

    assertThat(registry.registry().get("techindex.release.overdue").gauge().value()).isZero();
    assertThat(registry.registry().get("techindex.releases.served").gauge().value()).isZero();
    meters.close();
  }

  /** Something else that only weak references hold is gone. */
  private static void awaitCollection() {
    WeakReference<Object> other = new WeakReference<>(new Object());
    while (!other.refersTo(null)) {
      System.gc();
    }
  }
}
