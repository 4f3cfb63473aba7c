package org.techindex.local.command;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.run.ExitCode;
import org.techindex.common.signal.SignalCodec;
import org.techindex.common.signal.SignalEnvelope;
import org.techindex.common.signal.SignalHead;
import org.techindex.ingest.publish.KafkaSink;
import org.techindex.local.SystemParts;
import org.techindex.local.sample.SampleWorld;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Publishes the sample signals to any Kafka. */
@Command(
    name = "sample",
    description = {
      "Publishes the sample signals to the Kafka that the settings name: for trying a system out.",
      "The sample is a reconstruction from the tables of 2018: nothing in it exists."
    },
    mixinStandardHelpOptions = true)
public final class SampleCommand implements Callable<Integer> {

  @Mixin private final SettingsFile settings = new SettingsFile();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    SampleWorld world = new SampleWorld(Gazetteer.load(), YearMonth.now(ZoneOffset.UTC));
    AtomicLong published = new AtomicLong();
    try (KafkaSink sink = new KafkaSink(SystemParts.kafka(settings.read()))) {
      world.forEach(signal -> {
        SignalHead head = signal.head();
        sink.send(
            new SignalEnvelope(signal.kind(), head.id(), head.observed()),
            SignalCodec.encode(signal));
        published.incrementAndGet();
      });
    }
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT, "%,d sample signals published, none of which exists%n", published.get());
    spec.commandLine().getOut().flush();
    return ExitCode.DONE.number();
  }
}
