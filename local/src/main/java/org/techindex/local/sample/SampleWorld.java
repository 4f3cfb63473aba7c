package org.techindex.local.sample;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import org.techindex.common.measure.Weight;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NameMatch;
import org.techindex.common.place.Place;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.Link;
import org.techindex.common.signal.Signal;
import org.techindex.common.signal.SignalHead;
import org.techindex.common.signal.SignalId;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.signal.StatedLocation;
import org.techindex.common.signal.StatedSector;

/**
 * About 50,000 signals that put the published tables of 2018 back on the map: as many of each kind
 * in each sector as the index had, times {@value #TIMES}, in the published places. Equal seeds and
 * months give equal signals.
 */
public final class SampleWorld {

  /** The source of every signal of the sample. */
  public static final String SOURCE = "sample";

  private static final double TIMES = 2.25;
  private static final int MONTHS = 24;
  private static final int OF_NO_SECTOR = 3_300;
  private static final int INSTITUTIONS = 90;
  private static final double OF_TWO_SECTORS = 0.06;
  private static final double BY_NAME_ALONE = 0.1;
  private static final double MEAN_CITATIONS = 5;
  private static final int SEED = 2018;

  /** Points of the published index; two in ten of Ageing Society's papers stand as businesses. */
  private static final List<Amount> AMOUNTS =
      List.of(
          new Amount(Sector.AI_AND_DATA, 4_626, 1_345, 2_251),
          new Amount(Sector.CLEAN_GROWTH, 846, 673, 1_183),
          new Amount(Sector.SMART_CITIES_AND_MOBILITY, 1_845, 486, 434),
          new Amount(Sector.AGEING_SOCIETY, 556, 1_181, 2_222),
          new Amount(Sector.ADVANCED_MANUFACTURING, 600, 1_316, 1_090));

  private record Amount(Sector sector, int businesses, int events, int publications) {}

  private final Gazetteer gazetteer;
  private final YearMonth lastMonth;

  /**
   * @param lastMonth the signals lie in the 24 months that end with it
   */
  public SampleWorld(Gazetteer gazetteer, YearMonth lastMonth) {
    this.gazetteer = gazetteer;
    this.lastMonth = lastMonth;
  }

  /** Gives every signal, institutions first. */
  public void forEach(Consumer<Signal> consumer) {
    new Run(consumer).run();
  }

  private final class Run {

    private final Consumer<Signal> consumer;
    private final Random random = new Random(SEED);
    private final SampleTexts texts = new SampleTexts(random);
    private final List<SignalId> institutions = new ArrayList<>();
    private final Map<Sector, List<SignalId>> businesses = new EnumMap<>(Sector.class);
    private int count;

    Run(Consumer<Signal> consumer) {
      this.consumer = consumer;
    }

    void run() {
      gazetteer.places().stream()
          .filter(place -> place.cityGeonameId().isEmpty())
          .sorted(
              Comparator.comparingInt(Place::population)
                  .reversed()
                  .thenComparingInt(Place::geonameId))
          .limit(INSTITUTIONS)
          .forEach(this::institution);
      for (Amount amount : AMOUNTS) {
        TownDraw draw = TownDraw.of(amount.sector, gazetteer);
        businesses.put(amount.sector, new ArrayList<>());
        repeat(amount.businesses, () -> business(amount.sector, draw.draw(random)));
        repeat(amount.events, () -> event(amount.sector, draw.draw(random)));
        repeat(amount.publications, () -> publication(amount.sector, draw));
      }
      TownDraw anywhere = TownDraw.of(Sector.AI_AND_DATA, gazetteer);
      for (int i = 0; i < OF_NO_SECTOR; i++) {
        SampleTown town = anywhere.draw(random);
        SampleTexts.Text text = texts.ofNoSector(town.place().name());
        business(head("business", text, Optional.of(point(town)), List.of()));
      }
    }

    private void repeat(int published, Runnable one) {
      for (int i = 0; i < Math.round(published * TIMES); i++) {
        one.run();
      }
    }

    private void institution(Place place) {
      SampleTown town = new SampleTown(place);
      long staff = Math.round(Math.sqrt(place.population()) * (0.5 + random.nextDouble()));
      List<StatedSector> sectors = new ArrayList<>();
      for (Sector sector : Sector.CLASSIFIED) {
        sectors.add(new StatedSector(sector, 20_000 + random.nextInt(16) * 10_000));
      }
      SignalHead head =
          head(
              "institution",
              new SampleTexts.Text("Sample University of " + place.name(), ""),
              Optional.of(point(town)),
              List.of());
      institutions.add(head.id());
      consumer.accept(
          new Signal.Institution(
              new SignalHead(
                  head.id(),
                  head.observed(),
                  head.name(),
                  Optional.empty(),
                  head.url(),
                  head.location(),
                  sectors,
                  List.of()),
              Optional.empty(),
              Optional.empty(),
              Optional.of(staff * Weight.ONE_MILLIONTHS)));
    }

    private void business(Sector sector, SampleTown town) {
      List<SignalId> earlier = businesses.getOrDefault(sector, List.of());
      List<Link> links = new ArrayList<>();
      if (!earlier.isEmpty() && random.nextInt(6) == 0) {
        links.add(new Link(pick(earlier), Link.Relation.SHARES_DIRECTOR, Weight.ONE));
      }
      SignalHead head =
          head(
              "business",
              text(SignalKind.BUSINESS, sector, town),
              Optional.of(stated(town)),
              links);
      business(head);
      earlier.add(head.id());
    }

    private void business(SignalHead head) {
      consumer.accept(
          new Signal.Business(
              head,
              Optional.empty(),
              List.of(),
              OptionalInt.of(1 + (int) (-20 * Math.log(1 - random.nextDouble()))),
              Optional.empty(),
              Optional.empty()));
    }

    private void event(Sector sector, SampleTown town) {
      List<Link> links = new ArrayList<>();
      links.add(new Link(pick(institutions), Link.Relation.HOSTED_AT, Weight.ONE));
      for (int i = random.nextInt(3); i > 0; i--) {
        links.add(
            new Link(
                pick(businesses.getOrDefault(sector, List.of())),
                Link.Relation.SPONSORED_BY,
                Weight.ONE));
      }
      SignalHead head =
          head("event", text(SignalKind.EVENT, sector, town), Optional.of(stated(town)), links);
      LocalDate starts = head.observed().toLocalDate();
      consumer.accept(
          new Signal.Event(
              head,
              starts,
              Optional.of(starts.plusDays(random.nextInt(2))),
              OptionalInt.of(20 + random.nextInt(180))));
    }

    private void publication(Sector sector, TownDraw draw) {
      List<Signal.Affiliation> at = new ArrayList<>();
      SampleTown first = draw.draw(random);
      at.add(new Signal.Affiliation("Sample Institute, " + first.place().name(), point(first)));
      for (int i = random.nextInt(3); i > 0; i--) {
        SampleTown town = draw.draw(random);
        at.add(new Signal.Affiliation("Sample Institute, " + town.place().name(), point(town)));
      }
      List<Link> links = new ArrayList<>();
      if (random.nextInt(4) == 0) {
        links.add(new Link(pick(institutions), Link.Relation.CO_AUTHORED, Weight.ONE));
      }
      SignalHead head =
          head("publication", text(SignalKind.PUBLICATION, sector, first), Optional.empty(), links);
      consumer.accept(
          new Signal.Publication(
              head,
              Optional.empty(),
              head.observed().toLocalDate(),
              at,
              OptionalInt.of((int) (-MEAN_CITATIONS * Math.log(1 - random.nextDouble())))));
    }

    private SampleTexts.Text text(SignalKind kind, Sector sector, SampleTown town) {
      SampleTexts.Text text = texts.of(kind, sector, town.place().name());
      if (random.nextDouble() >= OF_TWO_SECTORS) {
        return text;
      }
      Sector second = pick(Sector.CLASSIFIED);
      return new SampleTexts.Text(
          text.name(),
          text.description() + " " + texts.of(kind, second, town.place().name()).description());
    }

    private SignalHead head(
        String word, SampleTexts.Text text, Optional<StatedLocation> location, List<Link> links) {
      count++;
      String id = String.format(Locale.ROOT, "%s-%05d", word, count);
      return new SignalHead(
          new SignalId(SOURCE, id),
          observed(),
          text.name(),
          Optional.of(text.description()).filter(description -> !description.isEmpty()),
          Optional.of("https://sample.invalid/" + id),
          location,
          List.of(),
          links);
    }

    /** A day of the 24 months; no later than the first of the last month, so that it is over. */
    private OffsetDateTime observed() {
      LocalDate first = lastMonth.minusMonths(MONTHS - 1L).atDay(1);
      long days = lastMonth.atDay(1).toEpochDay() - first.toEpochDay() + 1;
      return first.plusDays(random.nextInt((int) days)).atTime(9, 0).atOffset(ZoneOffset.UTC);
    }

    private StatedLocation point(SampleTown town) {
      return new StatedLocation.AtPoint(town.somewhere(random));
    }

    /** Mostly a point; one in ten says no more than the town and its region, if that is enough. */
    private StatedLocation stated(SampleTown town) {
      Optional<String> region = Optional.of(town.place().region().title());
      return random.nextDouble() < BY_NAME_ALONE
              && gazetteer.find(town.place().name(), region) instanceof NameMatch.Found
          ? new StatedLocation.AtPlace(town.place().name(), region)
          : point(town);
    }

    private <T> T pick(List<T> from) {
      return from.get(random.nextInt(from.size()));
    }
  }
}
