package org.techindex.local.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/** A file that holds one password, as secrets are mounted into containers. */
final class PasswordFile {

  private PasswordFile() {}

  /**
   * The password, without what is white around it.
   *
   * @throws OperatorException if the file cannot be read or is empty
   */
  static String read(Path file) {
    String password;
    try {
      password = Files.readString(file).strip();
    } catch (IOException e) {
      throw new OperatorException(
          ExitCode.WRONG_USE,
          "cannot read the password in " + file + ": is it there, and may this user read it?",
          e);
    }
    if (password.isEmpty()) {
      throw new OperatorException(ExitCode.WRONG_USE, "the password in " + file + " is empty");
    }
    return password;
  }
}
