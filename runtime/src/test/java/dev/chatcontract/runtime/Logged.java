package dev.chatcontract.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Records what is logged below a name, at every level. */
final class Logged implements AutoCloseable {
  private final Logger logger;
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  Logged(String name) {
    logger = (Logger) LoggerFactory.getLogger(name);
    logger.setLevel(Level.TRACE);
    logger.setAdditive(false);
    appender.start();
    logger.addAppender(appender);
  }

  List<String> warnings() {
    return at(Level.WARN);
  }

  List<String> at(Level level) {
    return events().stream()
        .filter(e -> e.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  List<String> all() {
    return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  void level(Level level) {
    logger.setLevel(level);
  }

  private List<ILoggingEvent> events() {
    return new ArrayList<>(appender.list);
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setLevel(null);
  }
}
