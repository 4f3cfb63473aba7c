package org.techindex.common.sector;

import java.util.List;
import java.util.SortedMap;

/**
 * All of a learned model but its feature weights, and where it comes from: enough to train it again
 * from the same files and get the same bytes.
 *
 * @param version changes with every weight
 * @param trained the date that the training was told, ISO 8601
 * @param inputs the files it was trained on
 * @param parameters settings of the training, by name
 * @param scores what it reached in cross-validation, by name
 * @param keywordsSha256 of the keyword table that its scores are part of the features
 * @param weightsSha256 of the file of feature weights
 * @param step what one unit of a feature weight adds to a score
 */
public record ModelDescription(
    String version,
    String trained,
    List<Input> inputs,
    SortedMap<String, String> parameters,
    SortedMap<String, Double> scores,
    String keywordsSha256,
    String weightsSha256,
    double step,
    List<LinearModel.SectorPart> sectors) {

  /**
   * A file that was read for training.
   *
   * @param texts how many training texts came of it
   */
  public record Input(String name, String sha256, int texts) {}

  public ModelDescription {
    inputs = List.copyOf(inputs);
    sectors = List.copyOf(sectors);
  }
}
