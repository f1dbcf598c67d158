package dev.chatcontract.benchmarks;

import dev.chatcontract.benchmarks.subject.BareOkHttp;
import dev.chatcontract.benchmarks.subject.CommunitySdk;
import dev.chatcontract.benchmarks.subject.Credentials;
import dev.chatcontract.benchmarks.subject.JdkHttp;
import dev.chatcontract.benchmarks.subject.OfficialSdk;
import dev.chatcontract.benchmarks.subject.OurClient;
import dev.chatcontract.benchmarks.subject.Subject;
import okhttp3.OkHttpClient;

/**
 * A process that only makes a hundred calls. It prints the times at which the first and the last
 * one ended and the heap in use at the end. It loads only what its subject needs.
 */
final class FirstCalls {
  static final int CALLS = 100;

  private FirstCalls() {}

  /** Arguments: subject, base URL. */
  public static void main(String[] args) throws Exception {
    Subject subject = open(args[0], args[1]);
    subject.callOnce();
    long first = System.nanoTime();
    for (int i = 1; i < CALLS; i++) {
      subject.callOnce();
    }
    long last = System.nanoTime();
    Runtime jvm = Runtime.getRuntime();
    System.gc();
    long heap = jvm.totalMemory() - jvm.freeMemory();
    System.out.println(first);
    System.out.println(last);
    System.out.println(heap);
    System.exit(0); // pools keep threads
  }

  private static Subject open(String subject, String url) throws Exception {
    return switch (subject) {
      case "BARE" -> BareOkHttp.signedCall(new OkHttpClient(), url);
      case "JDK" -> new JdkHttp(url);
      case "OURS" -> new OurClient(url, Credentials.EXAMPLE);
      case "OFFICIAL" -> new OfficialSdk(new OkHttpClient(), url, Credentials.EXAMPLE);
      case "COMMUNITY" -> new CommunitySdk(url, Credentials.EXAMPLE);
      default -> throw new IllegalArgumentException(subject);
    };
  }
}
