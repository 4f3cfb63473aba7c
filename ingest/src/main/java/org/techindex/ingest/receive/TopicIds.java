package org.techindex.ingest.receive;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/**
 * Asks the broker what it calls a topic now. A topic that is deleted and made again has another id
 * and never gets the old one back: when the id is still the expected one after records were
 * received, they came from the expected topic.
 */
public final class TopicIds {

  private static final long TIMEOUT_SECONDS = 30;

  private final Admin admin;

  public TopicIds(Admin admin) {
    this.admin = admin;
  }

  /**
   * @throws KafkaException if the broker does not answer, or does not have the topic
   */
  public Uuid of(String topic) throws InterruptedException {
    Uuid id = of(List.of(topic)).get(topic);
    if (id == null) {
      throw new KafkaException("the broker does not describe topic " + topic);
    }
    return id;
  }

  private Map<String, Uuid> of(Collection<String> topics) throws InterruptedException {
    try {
      return admin
          .describeTopics(topics)
          .allTopicNames()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
          .values()
          .stream()
          .collect(Collectors.toMap(TopicDescription::name, TopicDescription::topicId));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("the broker does not answer", e);
    }
  }
}
