package org.techindex.common.signal;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.techindex.common.grid.LatLon;
import org.techindex.common.measure.Weight;
import org.techindex.common.sector.Sector;

/** Signals that use the whole width of the contract: every kind, every field, any character. */
public final class RandomSignals {

  private final SplittableRandom random;

  /** The same seed gives the same signals. */
  public RandomSignals(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A valid signal near London with the given id. */
  public Signal next(String id) {
    SignalHead head =
        new SignalHead(
            new SignalId("fuzz", id),
            OffsetDateTime.of(
                LocalDate.of(1901 + random.nextInt(198), 1 + random.nextInt(12), 1).atTime(1, 2, 3),
                ZoneOffset.ofTotalSeconds(60 * (random.nextInt(1_200) - 600))),
            "n" + text(100),
            random.nextBoolean() ? Optional.of(text(3_000)) : Optional.empty(),
            random.nextBoolean() ? Optional.of("https://example.org/a") : Optional.empty(),
            Optional.of(point()),
            random.nextBoolean()
                ? List.of()
                : List.of(
                    new StatedSector(
                        Sector.CLASSIFIED.get(random.nextInt(5)), random.nextInt(1_000_001))),
            links());
    return switch (SignalKind.values()[random.nextInt(4)]) {
      case BUSINESS ->
          new Signal.Business(
              head,
              Optional.of("SC123456"),
              random.nextBoolean() ? List.of() : List.of("62012", "72"),
              random.nextBoolean()
                  ? OptionalInt.empty()
                  : OptionalInt.of(random.nextInt(Integer.MAX_VALUE)),
              Optional.of(date()),
              Optional.empty());
      case EVENT ->
          new Signal.Event(head, date(), Optional.empty(), OptionalInt.of(random.nextInt(10_000)));
      case INSTITUTION ->
          new Signal.Institution(
              head,
              Optional.of("10000291"),
              Optional.empty(),
              Optional.of(random.nextLong(1_000_000L * Weight.ONE_MILLIONTHS)));
      case PUBLICATION ->
          new Signal.Publication(
              head,
              Optional.of("10.1145/2535927"),
              date(),
              List.of(
                  new Signal.Affiliation("i" + text(50), point()),
                  new Signal.Affiliation("j" + text(50), point())),
              OptionalInt.of(random.nextInt(1_000)));
    };
  }

  private StatedLocation point() {
    return new StatedLocation.AtPoint(
        new LatLon(random.nextDouble(51.4, 51.6), random.nextDouble(-0.3, 0.1)));
  }

  private LocalDate date() {
    return LocalDate.of(1900 + random.nextInt(200), 1, 1).plusDays(random.nextInt(365));
  }

  private List<Link> links() {
    List<Link> links = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      links.add(
          new Link(
              new SignalId("fuzz", "l|" + text(20) + "x"),
              Link.Relation.values()[random.nextInt(6)],
              new Weight(random.nextLong(1_000L * Weight.ONE_MILLIONTHS))));
    }
    return links;
  }

  /** Any characters but NUL and halves of pairs: controls, quotes, right to left, astral. */
  private String text(int mostCharacters) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(mostCharacters / 2); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(0x1f);
            case 1 -> 0x20 + random.nextInt(0x5f);
            case 2 -> 0x80 + random.nextInt(0xd800 - 0x80);
            default -> 0xe000 + random.nextInt(0x110000 - 0xe000);
          });
    }
    return text.toString();
  }
}
