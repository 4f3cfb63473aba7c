package org.techindex.local.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that the design names and a later version will have. */
@Command(description = "Not in this version.")
public final class NotInThisVersion implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    String name = spec == null ? "this command" : "`" + spec.qualifiedName() + "`";
    throw new OperatorException(ExitCode.WRONG_USE, name + " is not in this version");
  }
}
