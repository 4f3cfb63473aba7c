package org.techindex.local.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/**
 * The users of a Kafka that asks for a name and a password (SASL with SCRAM-SHA-512, RFC 5802):
 * ingest, scoring, and whoever publishes. Made by somebody whom the brokers trust already, at first
 * and whenever a password changes.
 */
public final class BrokerUsers {

  /** Each with a file of its own name that holds its password. */
  public static final List<String> ALL =
      List.of("techindex_ingest", "techindex_scoring", "techindex_publish");

  /** Rounds of hashing, as RFC 7677 asks at least. */
  private static final int ITERATIONS = 4_096;

  private BrokerUsers() {}

  /**
   * Lets each user log in with the password in its file and with no other. The brokers are sent a
   * hash, never a password; connections that are open stay open.
   *
   * @param passwords directory of the files
   * @throws OperatorException if a file cannot be read or the brokers refuse
   */
  public static void make(Admin admin, Path passwords) throws InterruptedException {
    List<UserScramCredentialAlteration> users = new ArrayList<>();
    for (String user : ALL) {
      users.add(
          new UserScramCredentialUpsertion(
              user,
              new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
              PasswordFile.read(passwords.resolve(user))));
    }
    try {
      admin.alterUserScramCredentials(users).all().get();
    } catch (ExecutionException e) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "the users of Kafka cannot be made ("
              + e.getCause()
              + "): run this where the brokers let you change users",
          e);
    }
  }
}
