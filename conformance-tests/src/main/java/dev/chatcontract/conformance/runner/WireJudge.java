package dev.chatcontract.conformance.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.Credentials;
import dev.chatcontract.conformance.corpus.model.ExpectedRequests;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks the requests that a server received against the contract and against one case. */
final class WireJudge {
  /**
   * A busy machine may read a request late, which shortens the measured window; a client that
   * ignores the limit is far below this.
   */
  private static final int SHORTEST_WINDOW_PERCENT = 75;

  private final WireRules rules;
  private final SignatureCheck signatures;
  private final FieldPlaces places;

  WireJudge(WireRules rules, SignatureCheck signatures, FieldPlaces places) {
    this.rules = rules;
    this.signatures = signatures;
    this.places = places;
  }

  /** Returns everything that is wrong with the requests, one line each. */
  List<String> faults(ConformanceCase c, List<SeenRequest> seen) {
    List<String> faults = new ArrayList<>();
    ExpectedRequests expected = c.expect().requests();
    int calls = c.call().count();
    int min = expected.min() * calls;
    int max = expected.max() * calls;
    if (seen.size() < min || seen.size() > max) {
      faults.add(
          "expected "
              + (min == max ? "" + min : min + " to " + max)
              + (max == 1 ? " request" : " requests")
              + ", the server saw "
              + seen.size());
    }
    if (expected.connect() != null) {
      for (SeenRequest request : seen) {
        if (!request.method().equals("CONNECT") || !request.target().equals(expected.connect())) {
          faults.add(
              "expected CONNECT "
                  + expected.connect()
                  + ", the proxy saw "
                  + request.method()
                  + " "
                  + request.target());
        }
      }
      return faults;
    }
    Set<String> nonces = new HashSet<>();
    for (int i = 0; i < seen.size(); i++) {
      String where = "request " + (i + 1) + ": ";
      for (String fault : requestFaults(c, seen.get(i), nonces)) {
        faults.add(where + fault);
      }
    }
    // In a long run two numbers may be equal by chance; a constant is not chance.
    if (seen.size() > 1 && nonces.size() < seen.size() - 1) {
      faults.add(
          rules.nonce()
              + " must be fresh for every attempt; "
              + seen.size()
              + " requests had "
              + nonces.size()
              + " values");
    }
    if (seen.size() >= 64
        && nonces.stream().noneMatch(n -> n.length() == 10 && n.compareTo("2147483648") >= 0)) {
      faults.add(rules.nonce() + " never came from the upper half of its range in " + seen.size());
    }
    bodyFaults(c, seen, faults);
    paceFaults(expected.pace(), seen, faults);
    return faults;
  }

  private List<String> requestFaults(ConformanceCase c, SeenRequest request, Set<String> nonces) {
    List<String> faults = new ArrayList<>();
    if (request.problem() != null) {
      faults.add("not a proper HTTP request: " + request.problem());
    }
    WireRules.Target target = rules.operations().get(c.operation());
    if (target != null) {
      if (!request.method().equals(target.method())) {
        faults.add("expected method " + target.method() + ", got " + request.method());
      }
      if (!request.path().equals(target.path())) {
        faults.add("expected path " + target.path() + ", got " + request.path());
      }
    }
    queryFaults(c.call().credentials(), request, nonces, faults);
    List<String> types = request.header("Content-Type");
    if (types.size() != 1
        || !types
            .get(0)
            .toLowerCase(Locale.ROOT)
            .matches("application/json( *; *charset=\"?utf-8\"?)?")) {
      faults.add("expected one Content-Type application/json, got " + types);
    }
    if (request.header("Host").size() != 1) {
      faults.add("expected one Host header, got " + request.header("Host"));
    }
    for (String leaking : List.of("Authorization", "Cookie", "Referer")) {
      if (!request.header(leaking).isEmpty()) {
        faults.add("header " + leaking + " has no place in this API");
      }
    }
    return faults;
  }

  private void queryFaults(
      Credentials credentials, SeenRequest request, Set<String> nonces, List<String> faults) {
    Map<String, List<String>> values = new TreeMap<>();
    for (Map.Entry<String, String> pair : request.query()) {
      values.computeIfAbsent(pair.getKey(), name -> new ArrayList<>()).add(pair.getValue());
    }
    for (String name : rules.parameters()) {
      List<String> given = values.getOrDefault(name, List.of());
      if (given.size() != 1) {
        faults.add("query parameter " + name + " must come exactly once, it came " + given.size());
      }
    }
    for (String name : values.keySet()) {
      if (!rules.parameters().contains(name)) {
        faults.add("query parameter " + name + " is not in the contract");
      }
    }
    expectValue(values, rules.appId(), Long.toString(credentials.sdkappid()), faults);
    expectValue(values, rules.identifier(), credentials.identifier(), faults);
    rules.constants().forEach((name, value) -> expectValue(values, name, value, faults));
    for (String nonce : values.getOrDefault(rules.nonce(), List.of())) {
      nonces.add(nonce);
      if (!nonce.matches("0|[1-9][0-9]{0,9}") || Long.parseLong(nonce) > rules.nonceMaximum()) {
        faults.add(
            rules.nonce() + " must be an integer 0.." + rules.nonceMaximum() + ", got " + nonce);
      }
    }
    for (String signature : values.getOrDefault(rules.signature(), List.of())) {
      String problem = signatures.problem(signature, credentials);
      if (!problem.isEmpty()) {
        faults.add(rules.signature() + " does not verify: " + problem);
      }
    }
  }

  private static void expectValue(
      Map<String, List<String>> values, String name, String expected, List<String> faults) {
    for (String given : values.getOrDefault(name, List.of())) {
      if (!given.equals(expected)) {
        faults.add("query parameter " + name + ": expected " + expected + ", got " + given);
      }
    }
  }

  private static void paceFaults(
      ExpectedRequests.@Nullable Pace pace, List<SeenRequest> seen, List<String> faults) {
    if (pace == null) {
      return;
    }
    long window = 1000L * pace.perSeconds();
    for (int i = pace.calls(); i < seen.size(); i++) {
      int first = i - pace.calls();
      long gap = seen.get(i).afterMs() - seen.get(first).afterMs();
      if (gap < window * SHORTEST_WINDOW_PERCENT / 100) {
        faults.add(
            "request "
                + (i + 1)
                + " came "
                + gap
                + " ms after request "
                + (first + 1)
                + ", more than "
                + pace.calls()
                + (pace.calls() == 1 ? " call in " : " calls in ")
                + pace.perSeconds()
                + " s");
        return;
      }
    }
  }

  private void bodyFaults(ConformanceCase c, List<SeenRequest> seen, List<String> faults) {
    ExpectedRequests expected = c.expect().requests();
    List<JsonNode> bodies = expected.bodies();
    for (int i = 0; i < seen.size(); i++) {
      String where = "request " + (i + 1) + " body";
      JsonNode body;
      try {
        // Decoded strictly: a lenient decoder would hide broken UTF-8.
        String text =
            StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(seen.get(i).body()))
                .toString();
        if (text.startsWith("\uFEFF")) {
          faults.add(where + " begins with a byte order mark");
          continue;
        }
        body = CaseJson.tree(text);
      } catch (CharacterCodingException e) {
        faults.add(where + " is not UTF-8");
        continue;
      } catch (JsonProcessingException e) {
        faults.add(where + " is not strict JSON: " + e.getOriginalMessage());
        continue;
      }
      if (expected.bodyText() != null && !expected.bodyText().equals(seen.get(i).bodyText())) {
        faults.add(where + ": expected exactly " + expected.bodyText() + ", got " + body);
      }
      if (bodies != null && !bodies.isEmpty()) {
        // Calls made at the same time interleave; all of them send the same first body.
        int index = c.call().count() > 1 ? 0 : Math.min(i, bodies.size() - 1);
        for (JsonDiff.Difference difference : JsonDiff.between(bodies.get(index), body)) {
          faults.add(where + " " + places.ofRequest(c.operation(), difference));
        }
      }
    }
  }
}
