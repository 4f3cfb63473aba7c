package org.techindex.local.classifier;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.techindex.common.sector.ModelFiles;
import org.techindex.common.sector.TextModel;
import picocli.CommandLine.Option;

/** Which model to use: the one that the project ships, or one that was trained. */
public final class ModelOption {

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "A model that `classifier train` made, FILE.json (default: the one shipped).")
  private @Nullable Path file;

  /** The model that the option names. */
  public TextModel model() {
    return file == null ? ModelFiles.shipped() : ModelFiles.read(file);
  }
}
