package org.techindex.local.classifier;

import picocli.CommandLine.Command;

/** The sector model: trained, measured, asked why, and used on a file. */
@Command(
    name = "classifier",
    description = "Trains, measures, explains and uses the sector model.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      ExplainCommand.class,
      LabelCommand.class
    })
public final class ClassifierCommand {}
