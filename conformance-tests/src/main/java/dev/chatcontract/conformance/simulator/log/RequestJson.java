package dev.chatcontract.conformance.simulator.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.answer.Answer;
import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.contract.model.AuthParameterDef;
import dev.chatcontract.contract.model.Contract;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A logged request as JSON for people: detailed enough for debugging, with secrets hidden. */
public final class RequestJson {
  private static final String HIDDEN = "(hidden)";

  /** More of a body than this helps nobody, and 256 bodies must fit into one answer. */
  private static final int MOST_BODY_CHARACTERS = 16_000;

  /** Only one body is requested at a time, and the documented limit for an answer is a megabyte. */
  private static final int MOST_WHOLE_CHARACTERS = 2 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final Set<String> SECRET_HEADERS =
      Set.of("authorization", "proxy-authorization", "cookie");

  /**
   * A UserSig anywhere in a text: zlib's first byte is an "e" in Base64. It ends before a
   * backslash, which in JSON belongs to the character after it, and may follow an escaped equals
   * sign.
   */
  private static final Pattern SIGNATURE =
      Pattern.compile(
          "(?:\\b|(?<=%[0-9A-Fa-f]{2})|(?<=\\\\u[0-9A-Fa-f]{4}))"
              + "e[A-Za-z0-9](?:[A-Za-z0-9*_+/-]|%2[Aa]){60,}+"
              + "|(?i)(?<=usersig(?:=|%(?:25)?3D|\\\\u003d))[^&\\s\"\\\\]+");

  private final Set<String> secretParameters = new HashSet<>();
  private final Set<String> secretNames = new HashSet<>();
  private final Pattern secretMembers;
  private final KeyMask secretKey;

  public RequestJson(Contract contract, SimulatedApp app) {
    this.secretKey = new KeyMask(app.secretKey(), HIDDEN);
    contract
        .operations()
        .forEach(
            operation ->
                operation.auth().stream()
                    .filter(AuthParameterDef::sensitive)
                    .forEach(parameter -> secretParameters.add(parameter.name())));
    Set<String> members = new HashSet<>(secretParameters);
    contract
        .schemas()
        .values()
        .forEach(
            schema ->
                schema.properties().stream()
                    .filter(property -> property.sensitive())
                    .forEach(property -> members.add(property.name())));
    members.forEach(name -> secretNames.add(name.toLowerCase(Locale.ROOT)));
    String names = String.join("|", members.stream().map(Pattern::quote).sorted().toList());
    // The end of the value may be missing: a long body is cut before it is shown.
    this.secretMembers =
        Pattern.compile(
            "(?i)(\"(?:" + names + ")\"\\s*:\\s*)(\"(?:[^\"\\\\]|\\\\.)*+\"?|[^,}\\s]+)",
            Pattern.DOTALL);
  }

  public ObjectNode write(RequestLog.Entry entry) {
    RecordedRequest request = entry.request;
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("number", request.number());
    item.put("time", entry.time.toString());
    item.put("method", request.method());
    item.put("path", hidden(request.path()));
    item.put("operation", request.operation());
    ObjectNode query = item.putObject("query");
    for (Map.Entry<String, String> pair : request.query()) {
      query.put(
          hidden(pair.getKey()),
          secretParameters.contains(pair.getKey()) ? HIDDEN : hidden(pair.getValue()));
    }
    ObjectNode headers = item.putObject("headers");
    for (Map.Entry<String, String> header : request.headers()) {
      boolean secret = SECRET_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT));
      headers.put(header.getKey(), secret ? HIDDEN : hidden(header.getValue()));
    }
    item.put("bodyBytes", request.body().length);
    String body = new String(request.body(), UTF_8);
    boolean cut = body.length() > MOST_BODY_CHARACTERS;
    item.put("body", hidden(cut ? body.substring(0, MOST_BODY_CHARACTERS) : body));
    item.put("bodyCut", cut);
    item.put("checkCode", request.checkCode());
    item.put("checkInfo", hidden(request.checkInfo()));
    Answer answer = entry.answer();
    if (answer != null) {
      ObjectNode given = item.putObject("answer");
      given.put("by", answer.by().label());
      given.put("status", answer.status());
      given.put("code", answer.code());
      given.put("info", hidden(answer.info()));
    }
    return item;
  }

  /** Writes one request with complete bodies and headers and the time of its answer. */
  public ObjectNode whole(RequestLog.Entry entry) {
    ObjectNode item = write(entry);
    item.put("serial", entry.serial());
    body(item, entry.request.body());
    Answer answer = entry.answer();
    if (answer != null) {
      ObjectNode given = item.withObject("/answer");
      given.put("micros", entry.nanos() / 1000);
      // A script sends bytes on the socket, which need not be an HTTP answer.
      given.put("wire", answer.sent().getFault() != null);
      ObjectNode headers = given.putObject("headers");
      if (answer.sent().getHeaders() != null) {
        answer
            .sent()
            .getHeaders()
            .all()
            .forEach(header -> headers.put(header.key(), hidden(header.firstValue())));
      }
      body(given, answer.sent().getByteBody());
    }
    return item;
  }

  private void body(ObjectNode item, byte @Nullable [] bytes) {
    String text = bytes == null ? "" : new String(bytes, UTF_8);
    JsonNode json = parsed(text);
    boolean cut;
    if (json == null) {
      cut = text.length() > MOST_BODY_CHARACTERS;
      text = hidden(cut ? text.substring(0, MOST_BODY_CHARACTERS) : text);
    } else {
      mask(json);
      text = hiddenValues(json.toString());
      cut = text.length() > MOST_WHOLE_CHARACTERS;
      text = cut ? text.substring(0, MOST_WHOLE_CHARACTERS) : text;
    }
    item.put("bodyBytes", bytes == null ? 0 : bytes.length);
    item.put("body", text);
    item.put("bodyCut", cut);
  }

  private static @Nullable JsonNode parsed(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      return json.isContainerNode() ? json : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Hides secret members in parsed JSON, whatever their spelling in the text. */
  private void mask(JsonNode json) {
    if (json instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (secretNames.contains(member.getKey().toLowerCase(Locale.ROOT))) {
          member.setValue(object.textNode(HIDDEN));
        } else {
          mask(member.getValue());
        }
      }
    } else {
      json.forEach(this::mask);
    }
  }

  /** Hides the signatures in a text. */
  static String unsigned(String text) {
    return SIGNATURE.matcher(text).replaceAll(HIDDEN);
  }

  private String hiddenValues(String text) {
    return secretKey.over(unsigned(text));
  }

  private String hidden(String text) {
    String shown = unsigned(text);
    shown =
        secretMembers
            .matcher(shown)
            .replaceAll(m -> Matcher.quoteReplacement(m.group(1) + '"' + HIDDEN + '"'));
    return secretKey.over(shown);
  }
}
