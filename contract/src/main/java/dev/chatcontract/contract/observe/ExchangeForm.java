package dev.chatcontract.contract.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one exchange from the format of a tool: HAR, mitmproxy's dump as JSON, the log of the
 * simulator, or plain members such as url, request, response.
 */
final class ExchangeForm {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final List<String> BODIES =
      List.of("body", "json", "text", "content", "postData", "bodyText");

  private static final List<String> ADDRESS = List.of("url", "target", "path", "uri");
  private static final List<String> ABOUT =
      List.of("url", "target", "path", "uri", "method", "headers", "query", "queryString");

  private ExchangeForm() {}

  static Exchange read(String file, int number, JsonNode value) {
    boolean nested = isAbout(value.path("request"));
    JsonNode request = nested ? value.path("request") : value;
    JsonNode response = first(value, List.of("response", "answer"));
    ExchangeSecrets secrets = new ExchangeSecrets();
    String url = first(request, ADDRESS).asText();
    url = url.isEmpty() ? first(value, ADDRESS).asText() : url;
    int query = url.indexOf('?');
    if (query >= 0) {
      parameters(url.substring(query + 1), secrets);
    }
    headers(request.path("headers"), secrets);
    headers(request.path("cookies"), secrets);
    headers(request.path("query"), secrets);
    headers(request.path("queryString"), secrets);
    headers(response.path("headers"), secrets);
    String path = (query < 0 ? url : url.substring(0, query)).replaceFirst("^[a-z]+://[^/]*", "");

    JsonNode sent =
        nested
            ? body(request)
            : first(value, List.of("requestBody", "request_body", "request", "body"));
    JsonNode got = response.isObject() && isEnvelope(response) ? body(response) : response;
    if (got.isMissingNode()) {
      got = first(value, List.of("responseBody", "response_body"));
    }
    JsonNode status = first(response, List.of("status", "statusCode", "status_code", "httpStatus"));
    status = status.isMissingNode() ? first(value, List.of("status", "httpStatus")) : status;
    JsonNode code = response.path("code");
    JsonNode answer = json(got, response);
    JsonNode asked = json(sent, request);
    boolean cutAsked = asked == null && isCut(request);
    boolean cutAnswer = answer == null && isCut(response);
    return new Exchange(
        file,
        number,
        path,
        asked,
        answer,
        status.isInt() ? status.intValue() : 0,
        answer == null && code.isIntegralNumber() && !response.has("statusText")
            ? code.longValue()
            : null,
        answer == null && !cutAnswer && isText(got),
        (cutAsked ? 1 : 0) + (cutAnswer ? 1 : 0),
        asked == null && !cutAsked && isText(sent),
        secrets);
  }

  /** Returns whether the simulator or the console says that its log has a part of the body only. */
  private static boolean isCut(JsonNode message) {
    return message.path("bodyCut").asBoolean();
  }

  /** Returns whether the object describes a request and is not itself a body. */
  private static boolean isAbout(JsonNode request) {
    return request.isObject()
        && (BODIES.stream().anyMatch(request::has) || ABOUT.stream().anyMatch(request::has));
  }

  /** Returns whether the object describes an answer and is not itself a body. */
  private static boolean isEnvelope(JsonNode response) {
    return BODIES.stream().anyMatch(response::has)
        || response.has("status")
        || response.has("status_code")
        || response.has("statusCode");
  }

  private static JsonNode body(JsonNode message) {
    return first(message, BODIES);
  }

  private static JsonNode first(JsonNode object, List<String> names) {
    for (String name : names) {
      if (object.hasNonNull(name)) {
        return object.get(name);
      }
    }
    return MissingNode.getInstance();
  }

  /** Returns the body as JSON; null if it is not JSON. */
  private static @Nullable JsonNode json(JsonNode body, JsonNode message) {
    if (body.isObject() && body.path("text").isTextual() && isHar(body)) {
      return json(text(body.path("text").textValue(), body.path("encoding").asText()), message);
    }
    if (body.isObject() && isHar(body)) {
      return null;
    }
    if (body.isTextual()) {
      try {
        JsonNode read = JSON.readTree(body.textValue());
        return read.isContainerNode() ? read : null;
      } catch (JsonProcessingException e) {
        return null;
      }
    }
    return body.isContainerNode() ? body : null;
  }

  private static boolean isHar(JsonNode body) {
    return body.has("mimeType");
  }

  private static JsonNode text(String text, String encoding) {
    if (!encoding.equals("base64")) {
      return JSON.getNodeFactory().textNode(text);
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text);
      return JSON.getNodeFactory().textNode(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return MissingNode.getInstance();
    }
  }

  private static boolean isText(JsonNode body) {
    JsonNode text = body.isObject() ? body.path("text") : body;
    return text.isTextual() && !text.textValue().isBlank();
  }

  private static void parameters(String query, ExchangeSecrets secrets) {
    for (String pair : query.split("[&#]", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && ExchangeSecrets.isNamed(pair.substring(0, equals))) {
        String raw = pair.substring(equals + 1);
        secrets.add(raw);
        try {
          secrets.add(URLDecoder.decode(raw, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
          secrets.add(raw.replace("%", ""));
        }
      }
    }
  }

  /** Reads headers in any form: as an object, a list of names and values, or a list of lists. */
  private static void headers(JsonNode headers, ExchangeSecrets secrets) {
    headers
        .properties()
        .forEach(header -> header(header.getKey(), header.getValue().asText(), secrets));
    for (JsonNode pair : headers.isArray() ? headers : MissingNode.getInstance()) {
      if (pair.isArray()) {
        header(pair.path(0).asText(), pair.path(1).asText(), secrets);
      } else {
        header(pair.path("name").asText(), pair.path("value").asText(), secrets);
      }
    }
  }

  private static void header(String name, String value, ExchangeSecrets secrets) {
    if (ExchangeSecrets.isNamed(name)) {
      for (String part : value.split("[\\s;=,]+", -1)) {
        if (part.length() >= 6) {
          secrets.add(part);
        }
      }
    }
  }
}
