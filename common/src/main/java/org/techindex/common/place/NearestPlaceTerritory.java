package org.techindex.common.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.place.GazetteerFile.AbroadPlace;

/**
 * The region of a point is that of the nearest place. A point is outside the country if a place of
 * a neighbour is nearer than any of the country's, or if no place is within 80 km.
 *
 * <p>The limit keeps the remotest ground, where places of 500 people are rare: Cape Wrath lies 75
 * km from Lairg, St Kilda 77 km from North Uist. Every foreign shore within the limit has
 * neighbouring places in {@code abroad.csv}, so Calais (43 km from Dover) and the Isle of Man are
 * refused all the same; the Channel Islands lie beyond it.
 */
public final class NearestPlaceTerritory implements Territory {

  private static final double LIMIT_KILOMETRES = 80;

  private final Gazetteer gazetteer;
  private final List<AbroadPlace> abroad;
  private final PlaceIndex index;

  public NearestPlaceTerritory(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
    abroad = GazetteerFile.readAbroad();
    List<LatLon> points = new ArrayList<>();
    gazetteer.places().forEach(place -> points.add(place.point()));
    abroad.forEach(place -> points.add(place.point()));
    index = new PlaceIndex(points);
  }

  @Override
  public Whereabouts whereabouts(LatLon point) {
    int nearest = index.nearest(point);
    return isInside(nearest, point)
        ? new Whereabouts.Inside(Cell.at(point), gazetteer.places().get(nearest).region())
        : new Whereabouts.Outside(explanation(point, nearest));
  }

  private boolean isInside(int nearest, LatLon point) {
    if (nearest >= gazetteer.places().size()) {
      return false;
    }
    LatLon place = gazetteer.places().get(nearest).point();
    return isSurelyNear(place, point) || place.kilometresTo(point) <= LIMIT_KILOMETRES;
  }

  /** A degree is 111.2 km at most: half of one each way is 79 km, which most points keep within. */
  private static boolean isSurelyNear(LatLon place, LatLon point) {
    return Math.abs(place.latitudeDegrees() - point.latitudeDegrees()) < 0.5
        && Math.abs(place.longitudeDegrees() - point.longitudeDegrees()) < 0.5;
  }

  private LatLon point(int i) {
    int places = gazetteer.places().size();
    return i < places ? gazetteer.places().get(i).point() : abroad.get(i - places).point();
  }

  private String explanation(LatLon point, int nearest) {
    int places = gazetteer.places().size();
    String name =
        nearest < places
            ? gazetteer.places().get(nearest).name()
            : abroad.get(nearest - places).name() + " in " + abroad.get(nearest - places).country();
    String explanation =
        String.format(
            Locale.ROOT,
            "the point lies outside the country, %.0f km from %s",
            point(nearest).kilometresTo(point),
            name);
    return explanation + (isInsideSwapped(point) ? "; latitude and longitude seem swapped" : "");
  }

  private boolean isInsideSwapped(LatLon point) {
    if (Math.abs(point.longitudeDegrees()) > 90) {
      return false;
    }
    LatLon swapped = new LatLon(point.longitudeDegrees(), point.latitudeDegrees());
    return isInside(index.nearest(swapped), swapped);
  }
}
