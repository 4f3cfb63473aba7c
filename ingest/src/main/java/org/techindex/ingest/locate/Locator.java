package org.techindex.ingest.locate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.techindex.common.grid.LatLon;
import org.techindex.common.measure.Weight;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NameMatch;
import org.techindex.common.place.Place;
import org.techindex.common.place.PostcodeDirectory;
import org.techindex.common.place.PostcodeMatch;
import org.techindex.common.place.Territory;
import org.techindex.common.place.Whereabouts;
import org.techindex.common.signal.Refusal;
import org.techindex.common.signal.RefusedException;
import org.techindex.common.signal.Signal;
import org.techindex.common.signal.StatedLocation;
import org.techindex.ingest.classify.ClassifiedSignal;

/**
 * Gives every part of a signal its cell and region. Nothing is guessed: ambiguous names and points
 * outside the country are refused. Of a publication, institutions outside the country are left out,
 * and those inside keep their 1/m each; where all are outside it is refused.
 */
public final class Locator {

  private static final String OUTSIDE_RULE = "is in the country";

  private final Gazetteer gazetteer;
  private final Territory territory;
  private final Optional<PostcodeDirectory> postcodes;

  /**
   * @param postcodes empty where the operator names no directory; postcodes are then refused
   */
  public Locator(Gazetteer gazetteer, Territory territory, Optional<PostcodeDirectory> postcodes) {
    this.gazetteer = gazetteer;
    this.territory = territory;
    this.postcodes = postcodes;
  }

  /**
   * @throws RefusedException if a place is unknown, ambiguous or outside the country
   */
  public LocatedSignal locate(ClassifiedSignal classified) throws RefusedException {
    Signal signal = classified.valid().signal();
    List<LocatedSignal.Part> parts =
        switch (signal) {
          case Signal.Business _, Signal.Event _ -> List.of(whole(signal, Weight.ONE_MILLIONTHS));
          case Signal.Institution institution ->
              List.of(
                  whole(signal, institution.staffFteMillionths().orElse(Weight.ONE_MILLIONTHS)));
          case Signal.Publication publication ->
              publication.institutions().isEmpty()
                  ? List.of(whole(signal, Weight.ONE_MILLIONTHS))
                  : parts(publication.institutions());
        };
    return new LocatedSignal(classified, parts);
  }

  private LocatedSignal.Part whole(Signal signal, long amountMillionths) throws RefusedException {
    Optional<StatedLocation> location = signal.head().location();
    if (location.isEmpty()) {
      throw new RefusedException(new Refusal.MissingField("location"));
    }
    Whereabouts.Inside inside = inside("location", location.get());
    return new LocatedSignal.Part(
        inside.cell(), inside.region(), amountMillionths, (int) Weight.ONE_MILLIONTHS);
  }

  /** Each of m institutions gets 1/m; the millionths that do not divide go to the first ones. */
  private List<LocatedSignal.Part> parts(List<Signal.Affiliation> institutions)
      throws RefusedException {
    List<LocatedSignal.Part> parts = new ArrayList<>(institutions.size());
    RefusedException outside = null;
    int each = (int) Weight.ONE_MILLIONTHS / institutions.size();
    int remainder = (int) Weight.ONE_MILLIONTHS % institutions.size();
    for (int i = 0; i < institutions.size(); i++) {
      int fraction = i < remainder ? each + 1 : each;
      String field = "institutions[" + i + "].location";
      Whereabouts whereabouts = whereabouts(field, institutions.get(i).location());
      switch (whereabouts) {
        case Whereabouts.Inside inside ->
            parts.add(new LocatedSignal.Part(inside.cell(), inside.region(), fraction, fraction));
        case Whereabouts.Outside found ->
            outside = outside(field, institutions.get(i).location(), found);
      }
    }
    if (parts.isEmpty() && outside != null) {
      throw outside;
    }
    return parts;
  }

  private Whereabouts.Inside inside(String field, StatedLocation location) throws RefusedException {
    return switch (whereabouts(field, location)) {
      case Whereabouts.Inside inside -> inside;
      case Whereabouts.Outside found -> throw outside(field, location, found);
    };
  }

  private Whereabouts whereabouts(String field, StatedLocation location) throws RefusedException {
    return switch (location) {
      case StatedLocation.AtPoint at -> territory.whereabouts(at.point());
      case StatedLocation.AtPlace at ->
          switch (gazetteer.find(at.place(), at.region())) {
            case NameMatch.Found found -> territory.whereabouts(found.place().point());
            case NameMatch.Ambiguous ambiguous ->
                throw new RefusedException(
                    new Refusal.AmbiguousPlace(
                        field + ".place",
                        ambiguous.name(),
                        ambiguous.candidates().stream().map(Place::distinctName).toList()));
            case NameMatch.Unknown unknown ->
                throw unplaceable(
                    field + ".place", "is a place of the gazetteer", unknown.explanation());
          };
      case StatedLocation.AtPostcode at -> {
        if (postcodes.isEmpty()) {
          throw unplaceable(
              field + ".postcode",
              "needs a postcode directory: the operator names a file",
              at.postcode());
        }
        yield switch (postcodes.get().find(at.postcode())) {
          case PostcodeMatch.Found found -> territory.whereabouts(found.point());
          case PostcodeMatch.Unknown unknown ->
              throw unplaceable(
                  field + ".postcode", "is in the postcode directory", unknown.explanation());
        };
      }
    };
  }

  private RefusedException outside(
      String field, StatedLocation location, Whereabouts.Outside found) {
    if (location instanceof StatedLocation.AtPoint(LatLon point)) {
      String value = point.latitudeDegrees() + ", " + point.longitudeDegrees();
      boolean swappable = Math.abs(point.longitudeDegrees()) <= 90;
      if (swappable
          && territory.whereabouts(new LatLon(point.longitudeDegrees(), point.latitudeDegrees()))
              instanceof Whereabouts.Inside) {
        return new RefusedException(new Refusal.SwappedCoordinates(field, value));
      }
    }
    return unplaceable(field, OUTSIDE_RULE, found.explanation());
  }

  private static RefusedException unplaceable(String field, String rule, String value) {
    return new RefusedException(new Refusal.Unplaceable(field, rule, value));
  }
}
