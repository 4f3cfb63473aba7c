# What the public image promises: /opt/kafka, settings by KAFKA_*, started by /etc/kafka/docker/run.
FROM eclipse-temurin:25-jdk
COPY libs /opt/kafka/libs
COPY run /etc/kafka/docker/run
RUN useradd --uid 1000 --create-home appuser \
 && mkdir -p /mnt/shared/config /opt/kafka/config /opt/kafka/logs /var/lib/kafka/data \
      /etc/kafka/docker/default /tmp/kafka-logs \
 && printf '%s\n' 'process.roles=broker,controller' 'node.id=1' \
      'controller.listener.names=CONTROLLER' 'controller.quorum.voters=1@localhost:9093' \
      'listeners=PLAINTEXT://:9092,CONTROLLER://:9093' \
      'advertised.listeners=PLAINTEXT://localhost:9092' \
      'inter.broker.listener.name=PLAINTEXT' \
      'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT' \
      'log.dirs=/tmp/kraft-combined-logs' 'offsets.topic.replication.factor=1' \
      'transaction.state.log.replication.factor=1' 'transaction.state.log.min.isr=1' \
      'group.initial.rebalance.delay.ms=0' >/etc/kafka/docker/default/server.properties \
 && chmod +x /etc/kafka/docker/run \
 && chown -R appuser /opt/kafka/config /opt/kafka/logs /var/lib/kafka /mnt/shared /tmp/kafka-logs
USER appuser
EXPOSE 9092
CMD ["/etc/kafka/docker/run"]
