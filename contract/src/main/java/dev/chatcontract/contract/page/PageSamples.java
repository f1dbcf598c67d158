package dev.chatcontract.contract.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chatcontract.contract.page.layout.Line;
import dev.chatcontract.contract.page.layout.Sections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the JSON bodies in the lines of a page, and their members. */
final class PageSamples {
  private static final Pattern START = Pattern.compile("\\{(?=[\\s\\p{Z}]*(?:\"|}|//))");
  private static final Pattern BEFORE = Pattern.compile("(?:^|.*[.。:：}])[\\s\\p{Z}•]*$");

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private PageSamples() {}

  static List<Page.Sample> find(String file, List<Line> lines, Sections sections) {
    StringBuilder text = new StringBuilder();
    List<Integer> starts = new ArrayList<>();
    for (Line line : lines) {
      starts.add(text.length());
      text.append(line.text()).append('\n');
    }
    List<Page.Sample> samples = new ArrayList<>();
    String all = text.toString();
    Matcher start = START.matcher(all);
    int from = 0;
    while (start.find(from)) {
      from = start.start() + 1;
      int lineStart = all.lastIndexOf('\n', start.start()) + 1;
      if (!BEFORE.matcher(all.substring(lineStart, start.start())).matches()) {
        continue;
      }
      PrintedJson.Found found = PrintedJson.read(all, start.start());
      if (found != null) {
        int line = lines.get(index(starts, start.start())).number();
        samples.add(
            new Page.Sample(
                "",
                !isAnswer(found.value(), line, sections),
                found.value(),
                file,
                line,
                isJson(all.substring(start.start(), found.end()), found.value())));
        from = found.end();
      }
    }
    // Next to complete answers, an object without an outcome is a part of one, or another file.
    boolean whole = samples.stream().anyMatch(s -> !s.request() && hasOutcome(s.value()));
    samples.removeIf(s -> whole && !s.request() && !hasOutcome(s.value()));
    return samples;
  }

  private static boolean hasOutcome(JsonNode value) {
    return value.has("ActionStatus") || value.has("ErrorCode");
  }

  private static boolean isJson(String text, JsonNode value) {
    try {
      // Compared as text, because 1 as int is not equal to 1 as long.
      return JSON.readTree(text).toString().equals(value.toString());
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static int index(List<Integer> starts, int offset) {
    int index = java.util.Collections.binarySearch(starts, offset);
    return index >= 0 ? index : -index - 2;
  }

  private static boolean isAnswer(JsonNode value, int line, Sections sections) {
    return hasOutcome(value) || Boolean.FALSE.equals(sections.request(line));
  }

  /** Returns the members by path, each with the JSON type of its first value. */
  static Map<String, String> members(List<Page.Sample> samples, boolean request) {
    Map<String, String> members = new LinkedHashMap<>();
    for (Page.Sample sample : samples) {
      if (sample.request() == request) {
        members(sample.value(), "", members);
      }
    }
    return members;
  }

  private static void members(JsonNode value, String prefix, Map<String, String> members) {
    if (value.isArray()) {
      value.forEach(element -> members(element, prefix, members));
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String path = prefix.isEmpty() ? member.getKey() : prefix + "." + member.getKey();
      members.putIfAbsent(path, type(member.getValue()));
      members(member.getValue(), path, members);
    }
  }

  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case BOOLEAN -> "boolean";
      case ARRAY -> "array";
      case OBJECT -> "object";
      default -> "any";
    };
  }

  /** Returns the first sample with a value at this path, whose own line is not known; or null. */
  static Page.@Nullable Sample holder(List<Page.Sample> samples, boolean request, String path) {
    for (Page.Sample sample : samples) {
      if (sample.request() == request && members(List.of(sample), request).containsKey(path)) {
        return sample;
      }
    }
    return null;
  }
}
