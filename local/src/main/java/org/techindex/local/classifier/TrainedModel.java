package org.techindex.local.classifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.techindex.common.sector.KeywordModel;
import org.techindex.common.sector.LinearModel;
import org.techindex.common.sector.ModelDescription;
import org.techindex.common.sector.ModelFiles;

/** A model fresh from training, named by the hash of its figures. */
final class TrainedModel {

  private static final int VERSION_CHARACTERS = 10;

  private final byte[] weightsFile;
  private final double step;
  private final List<LinearModel.SectorPart> parts;
  private final LinearModel model;

  /**
   * @param keywords whose scores the parts weigh
   */
  TrainedModel(
      KeywordModel keywords, short[] weights, double step, List<LinearModel.SectorPart> parts) {
    this.weightsFile = ModelFiles.encode(weights);
    this.step = step;
    this.parts = parts;
    String figures = ModelFiles.sha256(weightsFile) + step + parts;
    String hash = ModelFiles.sha256(figures.getBytes(StandardCharsets.UTF_8));
    this.model =
        new LinearModel(
            "linear-" + hash.substring(0, VERSION_CHARACTERS), keywords, weights, step, parts);
  }

  LinearModel model() {
    return model;
  }

  /**
   * @param description the path of {@code NAME.json}; {@code NAME.weights} is written beside it
   * @param date that the model says it was trained on
   */
  void write(
      Path description,
      String date,
      List<ModelDescription.Input> inputs,
      SortedMap<String, String> parameters,
      SortedMap<String, Double> scores)
      throws IOException {
    ModelFiles.write(
        description,
        new ModelDescription(
            model.version(),
            date,
            inputs,
            parameters,
            scores,
            ModelFiles.shippedKeywordsSha256(),
            ModelFiles.sha256(weightsFile),
            step,
            parts),
        weightsFile);
  }
}
