package org.techindex.scoring.cluster;

import java.util.stream.IntStream;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;

/** Cell centres as points of a plane of degrees, which is how the published method saw them. */
final class DegreePoints {

  final double[] latitudes;
  final double[] longitudes;

  private DegreePoints(double[] latitudes, double[] longitudes) {
    this.latitudes = latitudes;
    this.longitudes = longitudes;
  }

  /** The points in the order of the cells. */
  static DegreePoints of(WeightedCells cells) {
    double[] latitudes = new double[cells.size()];
    double[] longitudes = new double[cells.size()];
    IntStream.range(0, cells.size())
        .parallel()
        .forEach(position -> {
          LatLon centre = new Cell(cells.cell(position)).centre();
          latitudes[position] = centre.latitudeDegrees();
          longitudes[position] = centre.longitudeDegrees();
        });
    return new DegreePoints(latitudes, longitudes);
  }

  double squaredDegrees(int position, double latitude, double longitude) {
    double north = latitudes[position] - latitude;
    double east = longitudes[position] - longitude;
    return north * north + east * east;
  }

  /** Number of the nearest centre; of two equally near, the lower. */
  int nearest(int position, double[] centreLatitudes, double[] centreLongitudes) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int centre = 0; centre < centreLatitudes.length; centre++) {
      double squared = squaredDegrees(position, centreLatitudes[centre], centreLongitudes[centre]);
      if (squared < least) {
        least = squared;
        nearest = centre;
      }
    }
    return nearest;
  }
}
