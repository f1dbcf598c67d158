package dev.chatcontract.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Tells once of each member in answers that the contract does not know, so that a service can
 * report from production that the API changed. Tells names and never values. To be given to {@link
 * ClientOptions.Builder#onAnswer}; safe for all threads.
 */
public final class ContractDrift implements Consumer<RawAnswer> {
  /** A server may make up a name for each answer. */
  private static final int MOST_REPORTS = 1000;

  private static final int LONGEST_NAME = 200;

  private final Consumer<String> report;
  private final long every;
  private final AtomicLong answers = new AtomicLong();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  private ContractDrift(long every, Consumer<String> report) {
    this.every = every;
    this.report = report;
  }

  /**
   * Looks at the first of every so many answers.
   *
   * @param report gets sentences such as {@code unknown member at Things.Mood of read_things};
   *     control characters in names are replaced
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
      if (told.size() < MOST_REPORTS && told.add(sentence)) {
        report.accept(sentence);
      }
    }
  }

  private static String shown(String path) {
    String inert = path.replaceAll("[\\p{C}\\u2028\\u2029]", "?");
    return inert.length() <= LONGEST_NAME ? inert : inert.substring(0, LONGEST_NAME) + "...";
  }
}
