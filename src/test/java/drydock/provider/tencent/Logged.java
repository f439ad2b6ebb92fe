package drydock.provider.tencent;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What a class writes to the log, kept off the test's output.
final class Logged extends Handler {
  private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

  static ConcurrentLinkedQueue<String> during(Class<?> writer, Runnable task) {
    Logger logger = Logger.getLogger(writer.getName());
    Logged logged = new Logged();
    logger.addHandler(logged);
    logger.setUseParentHandlers(false);
    try {
      task.run();
    } finally {
      logger.removeHandler(logged);
      logger.setUseParentHandlers(true);
    }
    return logged.lines;
  }

  @Override
  public void publish(LogRecord line) {
    StringWriter text = new StringWriter();
    text.append(line.getMessage()).append('\n');
    if (line.getThrown() != null) {
      line.getThrown().printStackTrace(new PrintWriter(text));
    }
    lines.add(text.toString());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
