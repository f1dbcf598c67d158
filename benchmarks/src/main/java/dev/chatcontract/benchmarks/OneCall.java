package dev.chatcontract.benchmarks;

import dev.chatcontract.benchmarks.subject.Credentials;
import dev.chatcontract.benchmarks.subject.OurClient;
import java.lang.management.ManagementFactory;

/** A program that calls one operation, once; argument: the server. */
final class OneCall {
  private OneCall() {}

  /** Prints how many classes were loaded. */
  public static void main(String[] args) throws Exception {
    try (OurClient client = new OurClient(args[0], Credentials.EXAMPLE)) {
      client.call();
      System.out.println(ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
    }
  }
}
