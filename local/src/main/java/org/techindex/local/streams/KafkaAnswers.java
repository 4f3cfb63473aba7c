package org.techindex.local.streams;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/** Answers of Kafka, waited for; what it cannot answer is the operator's to mend. */
final class KafkaAnswers {

  private static final long TIMEOUT_SECONDS = 60;

  private KafkaAnswers() {}

  static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "Kafka does not do what the totals need: " + cause.getMessage(),
          cause);
    } catch (TimeoutException e) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING, "Kafka does not answer: is it running?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorException(ExitCode.SERVICE_MISSING, "stopped while asking Kafka", e);
    }
  }

  /** Committed offsets of a group; none if there is no such group. */
  static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, String group) {
    try {
      return get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    } catch (OperatorException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw e;
    }
  }
}
