package dev.chatcontract.benchmarks.subject;

/** What each subject signs with; the key is the vendor's published example. */
public record Credentials(long sdkAppId, String identifier, String key) {
  public static final Credentials EXAMPLE =
      new Credentials(
          1400000000L,
          "administrator",
          "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e");
}
