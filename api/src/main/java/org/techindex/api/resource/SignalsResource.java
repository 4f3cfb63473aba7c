package org.techindex.api.resource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.techindex.api.read.Edition;
import org.techindex.api.read.Edition.ClusterInSector;
import org.techindex.api.read.SignalPart;
import org.techindex.api.read.SignalReader;
import org.techindex.api.read.SignalReader.SignalText;
import org.techindex.api.render.Breakdown;
import org.techindex.api.render.Disclosure;
import org.techindex.api.render.Drilling;
import org.techindex.common.measure.Weight;
import org.techindex.common.method.Method;
import org.techindex.common.method.MethodFile;
import org.techindex.common.release.Manifest;
import org.techindex.common.release.RankingJson;
import org.techindex.common.sector.DecidingWords;
import org.techindex.common.sector.Explanation;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.SectorClassifier;
import org.techindex.common.sector.SectorEvidence;

/** What a percentage is made of, from the stored signals. */
final class SignalsResource {

  static final Set<String> PARAMETERS = Set.of("limit");
  private static final int MOST_LISTED = 100;
  private static final int USUALLY_LISTED = 20;
  private static final int MOST_WORDS = 5;
  private static final String WITHHELD =
      "Fewer than ten organisations are counted here or beside it, so what the percentage is made of"
          + " is not told.";

  private final SignalReader reader;
  private final SectorClassifier classifier;

  /**
   * @param classifier tells which words decided
   */
  SignalsResource(SignalReader reader, SectorClassifier classifier) {
    this.reader = reader;
    this.classifier = classifier;
  }

  byte[] json(Request request) {
    int limit = request.query().number("limit", 0, MOST_LISTED, USUALLY_LISTED);
    ClusterInSector row = EditionResources.found(request);
    boolean withheld = Disclosure.of(row.ranking()).withholds(row.cluster());
    List<Drilling.DrilledFactor> factors =
        withheld ? List.of() : drilling(request.edition(), row).factors();
    Map<Long, SignalText> texts = texts(factors, limit);
    return RankingJson.write(
        new Breakdown(
            request.edition().id(),
            row.sector().id(),
            row.id(),
            row.cluster().name(),
            Breakdown.points(Breakdown.units(row.cluster().percentage())),
            withheld ? WITHHELD : null,
            factors.stream().map(each -> factor(each, row.sector(), texts, limit)).toList()));
  }

  private Drilling drilling(Edition edition, ClusterInSector row) {
    Method method = method(edition);
    return new Drilling(
        row,
        method,
        SignalReader.month(edition, row.sector()),
        reader.parts(edition, row.sector(), row.cluster(), method.influenceReachKilometres()),
        reader.nationalWeights(edition, row.sector()));
  }

  private static Method method(Edition edition) {
    return edition
        .manifest()
        .map(Manifest::method)
        .map(file -> MethodFile.parse(file.content(), file.name()).method())
        .orElseGet(() ->
            MethodFile.INCLUDED.contains(edition.method())
                ? MethodFile.find(edition.method()).method()
                : MethodFile.byDefault().method());
  }

  private Map<Long, SignalText> texts(List<Drilling.DrilledFactor> factors, int limit) {
    return reader.texts(
        factors.stream()
            .flatMap(factor -> factor.kinds().stream())
            .flatMap(kind -> kind.sources().stream())
            .filter(Drilling.DrilledSource::told)
            .flatMap(source -> source.signals().stream().limit(limit))
            .map(signal -> signal.part().position())
            .distinct()
            .toList());
  }

  private Breakdown.FactorPart factor(
      Drilling.DrilledFactor factor, Sector sector, Map<Long, SignalText> texts, int limit) {
    return new Breakdown.FactorPart(
        factor.factor(),
        Breakdown.points(factor.units()),
        factor.kinds().stream()
            .map(kind ->
                new Breakdown.KindPart(
                    kind.kind().word(),
                    Breakdown.points(kind.units()),
                    Disclosure.count(kind.signals()),
                    kind.sources().stream()
                        .map(source -> source(source, sector, texts, limit))
                        .toList()))
            .toList());
  }

  private Breakdown.SourcePart source(
      Drilling.DrilledSource source, Sector sector, Map<Long, SignalText> texts, int limit) {
    List<Breakdown.SignalPart> largest = new ArrayList<>();
    long listed = 0;
    if (source.told()) {
      for (Drilling.DrilledSignal signal : source.signals().stream().limit(limit).toList()) {
        Optional<SignalText> text = Optional.ofNullable(texts.get(signal.part().position()));
        if (text.isPresent()) {
          largest.add(signal(source, signal, sector, text.get()));
          listed += signal.units();
        }
      }
    }
    return new Breakdown.SourcePart(
        source.source(),
        Breakdown.points(source.units()),
        Disclosure.count(source.signals().size()),
        largest,
        Breakdown.points(source.units() - listed));
  }

  private Breakdown.SignalPart signal(
      Drilling.DrilledSource source,
      Drilling.DrilledSignal signal,
      Sector sector,
      SignalText text) {
    SignalPart part = signal.part();
    return new Breakdown.SignalPart(
        source.source(),
        text.id(),
        text.name(),
        text.url().orElse(null),
        part.yearMonth().toString(),
        Breakdown.points(signal.units()),
        ones(part, sector),
        Sector.CLASSIFIED.stream()
            .filter(each -> part.memberships().millionths(each) > 0)
            .map(each -> new Breakdown.SectorMembership(each.id(), ones(part, each)))
            .toList(),
        words(sector, text));
  }

  private static double ones(SignalPart part, Sector sector) {
    return part.memberships().millionths(sector) / (double) Weight.ONE_MILLIONTHS;
  }

  /**
   * The words that decided; none where the producer stated the sectors, or where the text alone
   * gives none of them: SIC codes or an earlier model did.
   */
  private List<String> words(Sector sector, SignalText text) {
    if (text.stated()) {
      return List.of();
    }
    Explanation explanation =
        classifier.explain(SectorEvidence.ofText(text.name(), text.body().orElse("")));
    return explanation.decidingWords().stream()
        .filter(each -> each.weight() > 0)
        .filter(each -> explanation.memberships().millionths(each.sector()) > 0)
        .filter(each -> sector == Sector.ALL_SECTORS || each.sector() == sector)
        .sorted(Comparator.comparingDouble(each -> -each.weight()))
        .map(DecidingWords::words)
        .distinct()
        .limit(MOST_WORDS)
        .toList();
  }

  /** Every signal that may be listed, and one line for all others of each source. */
  byte[] csv(Request request) {
    ClusterInSector row = EditionResources.found(request);
    List<Drilling.DrilledFactor> factors =
        Disclosure.of(row.ranking()).withholds(row.cluster())
            ? List.of()
            : drilling(request.edition(), row).factors();
    Map<Long, SignalText> texts = texts(factors, Integer.MAX_VALUE);
    StringBuilder csv = new StringBuilder();
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader(
                "cluster_id",
                "factor",
                "kind",
                "source",
                "id",
                "name",
                "url",
                "month",
                "contribution")
            .get();
    try (CSVPrinter printer = new CSVPrinter(csv, format)) {
      for (Drilling.DrilledFactor factor : factors) {
        for (Drilling.DrilledKind kind : factor.kinds()) {
          for (Drilling.DrilledSource source : kind.sources()) {
            print(printer, row.id(), factor.factor(), kind.kind().word(), source, texts);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void print(
      CSVPrinter printer,
      String cluster,
      String factor,
      String kind,
      Drilling.DrilledSource source,
      Map<Long, SignalText> texts)
      throws IOException {
    long listed = 0;
    if (source.told()) {
      for (Drilling.DrilledSignal signal : source.signals()) {
        SignalText text = texts.get(signal.part().position());
        if (text != null) {
          printer.printRecord(
              cluster,
              factor,
              kind,
              source.source(),
              text.id(),
              text.name(),
              text.url().orElse(null),
              signal.part().yearMonth(),
              Breakdown.points(signal.units()).toPlainString());
          listed += signal.units();
        }
      }
    }
    if (listed != source.units()) {
      printer.printRecord(
          cluster,
          factor,
          kind,
          source.source(),
          null,
          "not listed",
          null,
          null,
          Breakdown.points(source.units() - listed).toPlainString());
    }
  }
}
