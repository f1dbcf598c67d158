package dev.chatcontract.codegen.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text that is already markup; everything else that a template prints is escaped. */
public final class Html {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private final String markup;

  private Html(String markup) {
    this.markup = markup;
  }

  /** Replaces the five special characters of HTML with references. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\ufffd' : c);
      }
    }
    return out.toString();
  }

  /** Returns one of our style sheets or scripts; it contains no text of the contract. */
  static Html resource(String path) {
    try (InputStream in = Html.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is missing from the jar");
      }
      return new Html(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Renders one line of prose: text in back quotes becomes code, the rest is plain. */
  static Html inline(String text) {
    return new Html(codes(text.strip().replaceAll("\\s+", " ")));
  }

  /**
   * Renders prose with paragraphs and lists of {@code * items}, the form of contract descriptions.
   */
  static Html prose(String text) {
    StringBuilder out = new StringBuilder();
    for (String block : text.strip().split("\\n\\s*\\n", -1)) {
      if (block.isBlank()) {
        continue;
      }
      if (block.stripLeading().startsWith("* ")) {
        out.append("<ul>");
        for (String item : items(block)) {
          out.append("<li>").append(codes(item)).append("</li>");
        }
        out.append("</ul>");
      } else {
        out.append("<p>").append(codes(block.strip().replaceAll("\\s+", " "))).append("</p>");
      }
    }
    return new Html(out.toString());
  }

  private static List<String> items(String block) {
    List<String> items = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    for (String line : block.split("\\n", -1)) {
      String text = line.strip();
      if (text.startsWith("* ")) {
        if (item.length() > 0) {
          items.add(item.toString());
        }
        item.setLength(0);
        item.append(text.substring(2));
      } else {
        item.append(' ').append(text);
      }
    }
    items.add(item.toString());
    return items;
  }

  private static String codes(String text) {
    return CODE.matcher(escape(text)).replaceAll("<code>$1</code>");
  }

  @Override
  public String toString() {
    return markup;
  }

  /** Returns a JSON value as text, a string without its quotes. */
  static String value(@Nullable JsonNode value) {
    return value == null ? "null" : value.isTextual() ? value.textValue() : value.toString();
  }
}
