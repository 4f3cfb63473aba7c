package org.techindex.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalCountsTest {

  @Test
  void reasonsAreSortedByFrequencyThenByName() {
    RefusalCounts counts = new RefusalCounts();
    counts.add("url", "is an address");
    counts.add("name", "is required");
    counts.add("location", "is in the country", 1_500);

    assertThat(counts.total()).isEqualTo(1_502);
    assertThat(counts.table())
        .containsExactly(
            "    1,500  location: is in the country",
            "        1  name: is required",
            "        1  url: is an address");
  }
}
