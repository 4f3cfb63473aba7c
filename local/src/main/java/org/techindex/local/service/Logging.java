package org.techindex.local.service;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.LoggerFactory;
import org.techindex.common.config.Settings;
import org.techindex.local.SystemSettings;

/** How a service logs: from {@code logback.xml}, and what the settings say otherwise. */
public final class Logging {

  private Logging() {}

  /** Sets level and format, once, before the service starts. */
  public static void apply(Settings settings) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(settings.get(SystemSettings.LOG_LEVEL)));
    switch (settings.get(SystemSettings.LOG_FORMAT)) {
      case "json" -> writeJson(context, root);
      default -> {
        // The text of logback.xml.
      }
    }
  }

  /** One JSON object a line on standard error: time, level, message, and named values apart. */
  private static void writeJson(LoggerContext context, Logger root) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithFormattedMessage(true);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.start();
    ConsoleAppender<ILoggingEvent> json = new ConsoleAppender<>();
    json.setContext(context);
    json.setName("json");
    json.setTarget("System.err");
    json.setEncoder(encoder);
    json.start();
    root.detachAndStopAllAppenders();
    root.addAppender(json);
  }
}
