package dev.chatcontract.cli.calls;

import dev.chatcontract.runtime.operation.FieldSpec;
import java.util.ArrayList;
import java.util.List;

/** The help text of a member. */
final class FieldHelp {
  private FieldHelp() {}

  static String[] lines(FieldSpec field, List<String> known) {
    List<String> lines = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    if (field.required()) {
      text.append("Required. ");
    }
    text.append(firstSentence(field.description()));
    List<String> limits = new ArrayList<>();
    if (field.maxBytes() != null) {
      limits.add("at most " + field.maxBytes() + " UTF-8 bytes");
    }
    if (field.minItems() != null && field.minItems() > 0) {
      limits.add("at least " + field.minItems());
    }
    if (field.maxItems() != null) {
      limits.add("at most " + field.maxItems() + " values a request");
    }
    if (field.minimum() != null && field.maximum() != null) {
      limits.add(field.minimum().toPlainString() + " to " + field.maximum().toPlainString());
    } else if (field.maximum() != null) {
      limits.add("at most " + field.maximum().toPlainString());
    } else if (field.minimum() != null && field.minimum().signum() != 0) {
      limits.add("at least " + field.minimum().toPlainString());
    }
    if (field.unit() != null && field.maxBytes() == null) {
      limits.add("in " + field.unit());
    }
    if (!limits.isEmpty()) {
      text.append(text.length() > 0 && !text.toString().endsWith(" ") ? " " : "");
      text.append("(").append(String.join(", ", limits)).append(")");
    }
    if (text.length() > 0) {
      lines.add(text.toString().strip());
    }
    if (!known.isEmpty()) {
      lines.add("Known: " + String.join(", ", known));
    }
    return lines.toArray(new String[0]);
  }

  private static String firstSentence(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    int end = line.indexOf(". ");
    return end < 0 ? line : line.substring(0, end + 1);
  }
}
