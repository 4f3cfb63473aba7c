package org.techindex.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class PackageRulesTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.techindex");

  @Test
  void commonDependsOnNoOtherModule() {
    noClasses()
        .that()
        .resideInAPackage("org.techindex.common..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.techindex.ingest..",
            "org.techindex.scoring..",
            "org.techindex.api..",
            "org.techindex.local..")
        .check(CLASSES);
  }

  @Test
  void ingestScoringAndApiMeetOnlyThroughCommon() {
    meetsOnlyCommon("ingest", "scoring", "api");
    meetsOnlyCommon("scoring", "ingest", "api");
    meetsOnlyCommon("api", "ingest", "scoring");
  }

  private static void meetsOnlyCommon(String module, String... others) {
    for (String other : others) {
      noClasses()
          .that()
          .resideInAPackage("org.techindex." + module + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.techindex." + other + "..", "org.techindex.local..")
          .check(CLASSES);
    }
  }

  /** No SQL, Kafka, HTTP, logger; clocks and files are the next rule's. */
  @Test
  void clusterShareWeighAndIntervalArePure() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.techindex.scoring.cluster..",
            "org.techindex.scoring.share..",
            "org.techindex.scoring.weigh..",
            "org.techindex.scoring.interval..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax.sql..",
            "java.net..",
            "org.jooq..",
            "org.apache.kafka..",
            "io.undertow..",
            "org.slf4j..",
            "org.techindex.common.store..")
        .check(CLASSES);
  }

  @Test
  void clusterShareWeighAndIntervalKnowNoClock() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.techindex.scoring.cluster..",
            "org.techindex.scoring.share..",
            "org.techindex.scoring.weigh..",
            "org.techindex.scoring.interval..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(YearMonth.class, "now")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    for (String module : new String[] {"common", "ingest", "scoring", "api", "local"}) {
      slices()
          .matching("org.techindex." + module + ".(*)..")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }
}
