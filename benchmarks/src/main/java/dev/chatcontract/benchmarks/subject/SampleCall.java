package dev.chatcontract.benchmarks.subject;

import java.nio.charset.StandardCharsets;

/** The call of the bare clients: the bytes that the others send for the same call. */
final class SampleCall {
  static final byte[] BODY =
      "{\"GroupIdList\":[\"@TGS#1NVTZEAE4\",\"@TGS#1CXTZEAET\"]}".getBytes(StandardCharsets.UTF_8);

  /** The URL up to the random number. */
  static final String PATH_AND_QUERY =
      "/v4/group_open_http_svc/get_group_info?sdkappid=1400000000&identifier=administrator&usersig="
          + "x".repeat(240)
          + "&contenttype=json&random=";

  private SampleCall() {}
}
