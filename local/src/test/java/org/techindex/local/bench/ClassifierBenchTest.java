package org.techindex.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.sector.KeywordModel;
import org.techindex.common.sector.SicCodes;

class ClassifierBenchTest {

  @Test
  void makesTheSameDescriptionsOfSixtyWordsEveryTime() {
    List<String> descriptions = ClassifierBench.descriptions(20);
    assertThat(descriptions).hasSize(20).isEqualTo(ClassifierBench.descriptions(20));
    assertThat(descriptions).allSatisfy(each -> assertThat(each.split(" ", -1)).hasSize(60));
  }

  @Test
  void classifiesAllOfThem() {
    ClassifierBench.Result result =
        ClassifierBench.run(
            "keywords",
            new EvidenceClassifier(KeywordModel.shipped(), SicCodes.shipped()),
            ClassifierBench.descriptions(50),
            1);
    assertThat(result.counted()).isBetween(1, 50);
    assertThat(result.perSecond()).isPositive();
  }
}
