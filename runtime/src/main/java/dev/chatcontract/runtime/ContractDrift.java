package dev.chatcontract.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A listener for {@link ClientOptions.Builder#onAnswer} that reports each member of answers that
 * the contract does not contain, so that a service in production notices when the API changes. It
 * reports each member once, by name and never by value. Thread-safe.
 */
public final class ContractDrift implements Consumer<RawAnswer> {
  /** A limit, since a server may invent a new name for each answer. */
  private static final int MOST_REPORTS = 1000;

  private static final int LONGEST_NAME = 200;

  private final Consumer<String> report;
  private final long every;
  private final AtomicLong answers = new AtomicLong();
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  private ContractDrift(long every, Consumer<String> report) {
    this.every = every;
    this.report = report;
  }

  /**
   * Creates a listener that examines one of {@code every} answers, starting with the first.
   *
   * @param report receiver of sentences such as {@code unknown member at Things.Mood of
   *     read_things}; control characters in names are replaced
   * @throws IllegalArgumentException if {@code every} is less than 1
   */
  public static ContractDrift sampled(int every, Consumer<String> report) {
    if (every < 1) {
      throw new IllegalArgumentException("every is " + every + "; 1 looks at all answers");
    }
    return new ContractDrift(every, report);
  }

  @Override
  public void accept(RawAnswer answer) {
    if (answers.getAndIncrement() % every != 0) {
      return;
    }
    for (String path : answer.unknownMembers()) {
      String sentence = "unknown member at " + shown(path) + " of " + answer.operation().name();
      if (reported.size() < MOST_REPORTS && reported.add(sentence)) {
        report.accept(sentence);
      }
    }
  }

  private static String shown(String path) {
    String inert = path.replaceAll("[\\p{C}\\u2028\\u2029]", "?");
    return inert.length() <= LONGEST_NAME ? inert : inert.substring(0, LONGEST_NAME) + "...";
  }
}
