package dev.chatcontract.conformance.corpus.model;

/**
 * The identity that the client signs with. The default key was made up for tests and is valid
 * nowhere else.
 *
 * @param secretKey used as UTF-8 text, as the algorithm requires
 */
public record Credentials(long sdkappid, String identifier, String secretKey) {

  /** The credentials of all cases that are not about credentials. */
  public static final Credentials DEFAULT =
      new Credentials(
          1400000001L,
          "administrator",
          "7f3c9f5a1f0b4f6f8c1de2a6b0c4d8e9f1a2b3c4d5e6f708192a3b4c5d6e7f80");

  @Override
  public String toString() {
    return "Credentials[" + sdkappid + ", " + identifier + ", key hidden]";
  }
}
