package dev.chatcontract.cli.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.Suggestions;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.runtime.operation.FieldSpec;
import dev.chatcontract.runtime.text.Redaction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** How a member's value is written on the command line, and its conversion to JSON. */
public final class FieldText {
  private FieldText() {}

  /** Returns the placeholder for the value in help texts. */
  static String label(FieldSpec field) {
    return switch (field.type()) {
      case STRING -> "TEXT";
      case INT32, INT64 -> "N";
      case DECIMAL -> "NUMBER";
      case BOOLEAN -> "true|false";
      case ANY -> "JSON";
      case OBJECT -> {
        List<String> parts = new ArrayList<>();
        for (FieldSpec member : field.fields()) {
          parts.add(member.name() + "=…");
        }
        yield parts.isEmpty() || parts.size() > 4 ? "JSON" : String.join(",", parts);
      }
      case ARRAY -> {
        FieldSpec items = field.items();
        yield items == null ? "JSON" : label(items);
      }
    };
  }

  /**
   * Returns the JSON for {@code text}.
   *
   * @param option named in the message if the text does not fit
   */
  public static JsonNode of(FieldSpec field, String text, String option) {
    return switch (field.type()) {
      case STRING -> TerminalJson.NODES.textNode(text);
      case BOOLEAN -> {
        if (!"true".equals(text) && !"false".equals(text)) {
          throw CommandFailure.usage(
              option + " " + Redaction.given(text) + ": true or false is expected");
        }
        yield TerminalJson.NODES.booleanNode(Boolean.parseBoolean(text));
      }
      case INT32 -> {
        try {
          yield TerminalJson.NODES.numberNode(Integer.parseInt(text));
        } catch (NumberFormatException e) {
          throw whole(option, text, Integer.MIN_VALUE, Integer.MAX_VALUE, e);
        }
      }
      case INT64 -> {
        try {
          yield TerminalJson.NODES.numberNode(Long.parseLong(text));
        } catch (NumberFormatException e) {
          throw whole(option, text, Long.MIN_VALUE, Long.MAX_VALUE, e);
        }
      }
      case DECIMAL -> {
        try {
          yield TerminalJson.NODES.numberNode(new BigDecimal(text));
        } catch (NumberFormatException e) {
          throw CommandFailure.usage(
              option + " " + Redaction.given(text) + ": a number is expected", e);
        }
      }
      case OBJECT -> object(field, text, option);
      case ARRAY, ANY -> TerminalJson.parse(text, option);
    };
  }

  private static CommandFailure whole(
      String option, String text, long least, long most, NumberFormatException cause) {
    try {
      new BigInteger(text);
    } catch (NumberFormatException e) {
      return CommandFailure.usage(
          option + " " + Redaction.given(text) + ": a whole number is expected", cause);
    }
    return CommandFailure.usage(
        option + " " + text + ": out of range, must be from " + least + " to " + most, cause);
  }

  /** Parses a JSON object, or the short form {@code Name=value,Name=value} for scalar members. */
  private static JsonNode object(FieldSpec field, String text, String option) {
    if (text.stripLeading().startsWith("{") || field.fields().isEmpty()) {
      return TerminalJson.parseObject(text, option);
    }
    ObjectNode object = TerminalJson.NODES.objectNode();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals <= 0) {
        throw CommandFailure.usage(
            option
                + ": expected {…} or "
                + label(field)
                + ", found "
                + Redaction.given(part)
                + " without an equals sign");
      }
      String name = part.substring(0, equals);
      FieldSpec member = null;
      List<String> names = new ArrayList<>();
      for (FieldSpec known : field.fields()) {
        names.add(known.name());
        if (known.name().equalsIgnoreCase(name)) {
          member = known;
        }
      }
      if (member == null) {
        throw CommandFailure.usage(
            option + ": no member " + name + Suggestions.choice(name, names));
      }
      object.set(member.name(), of(member, part.substring(equals + 1), option + " " + name));
    }
    return object;
  }
}
