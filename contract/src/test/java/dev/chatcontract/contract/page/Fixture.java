package dev.chatcontract.contract.page;

import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Pages written for the tests, and the same facts in the other layouts that people use. */
public final class Fixture {
  /** A layout in which a page may be saved. */
  public enum Layout {
    MARKDOWN,
    PIPED,
    RUN_TOGETHER,
    CELL_LINES,
    SPACED,
    TABBED,
    HTML,
    ONE_LINE_HTML,
    EMBEDDED_HTML,
    CHINESE
  }

  static final Contract CONTRACT = ContractReader.load(Path.of("..", "spec", "openapi.yaml"));

  private Fixture() {}

  public static String page(String name) {
    try (InputStream in =
        Objects.requireNonNull(Fixture.class.getResourceAsStream("/pages/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static PageComparison.Source source(String name, String text) {
    return new PageComparison.Source(name, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  static List<Row> compare(String text) {
    return new PageComparison(CONTRACT).compare(List.of(source("page", text)));
  }

  /** Returns the Markdown page in another layout. */
  public static String in(Layout layout, String markdown) {
    return switch (layout) {
      case MARKDOWN -> markdown;
      case CHINESE -> chinese(markdown);
      case ONE_LINE_HTML -> oneLine(other(Layout.HTML, markdown));
      case EMBEDDED_HTML -> embedded(markdown);
      default -> other(layout, markdown);
    };
  }

  /** Imitates browsers: removes line breaks except those in samples, and adds tags. */
  private static String oneLine(String html) {
    StringBuilder out = new StringBuilder();
    for (String part : html.split("(?=<pre>)|(?<=</pre>)", -1)) {
      out.append(
          part.startsWith("<pre>")
              ? "<div><pre><span>" + part.substring(5).replace("</pre>", "</span></pre></div>")
              : part.replace("\n", "")
                  .replace("<td>", "<td class=\"c\"><div><p>")
                  .replace("</td>", "</p></div></td>"));
    }
    return out.toString();
  }

  private static String embedded(String markdown) {
    StringBuilder out = new StringBuilder();
    boolean table = false;
    for (String line : markdown.split("\n", -1)) {
      boolean row = line.startsWith("|");
      out.append(row && !table ? "<table>\n" : !row && table ? "</table>\n" : "");
      table = row;
      if (!row) {
        out.append(line).append('\n');
      } else if (!line.startsWith("|--")) {
        out.append(row(Layout.HTML, line));
      }
    }
    return out.toString();
  }

  private static String other(Layout layout, String markdown) {
    StringBuilder out = new StringBuilder();
    boolean code = false;
    boolean table = false;
    for (String line : markdown.split("\n", -1)) {
      if (line.equals("```")) {
        code = !code;
        out.append(layout == Layout.HTML ? (code ? "<pre>" : "</pre>\n") : "");
      } else if (line.startsWith("|")) {
        if (!line.startsWith("|--")) {
          out.append(layout == Layout.HTML && !table ? "<table>\n" : "");
          out.append(row(layout, line));
        }
        table = true;
      } else {
        out.append(layout == Layout.HTML && table ? "</table>\n" : "");
        table = false;
        String plain = code ? line : line.replaceFirst("^#+ ", "");
        if (layout == Layout.HTML) {
          plain = plain.replace("&", "&amp;").replace("<", "&lt;");
          out.append(code || plain.isEmpty() ? plain + "\n" : "<p>" + plain + "</p>\n");
        } else if (layout == Layout.RUN_TOGETHER && code && !plain.contains("://")) {
          // Line breaks in samples are lost, and comments run into the next line.
          out.append(plain.strip()).append(plain.equals("}") ? "\n" : "");
        } else {
          out.append(plain).append('\n');
        }
      }
    }
    return layout == Layout.HTML
        ? "<!DOCTYPE html>\n<html><body>\n" + out + "</body></html>\n"
        : out.toString();
  }

  private static String row(Layout layout, String line) {
    List<String> cells = new ArrayList<>();
    Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
        .map(String::strip)
        .forEach(cells::add);
    return switch (layout) {
      case HTML -> "<tr><td>" + String.join("</td><td>", cells) + "</td></tr>\n";
      case CELL_LINES -> String.join("\n", cells) + "\n";
      case TABBED -> String.join("\t", cells) + "\n";
      case SPACED -> String.join(" ", cells) + "\n";
      default -> String.join(" | ", cells) + " |\n";
    };
  }

  private static String chinese(String markdown) {
    return markdown
        .replace("| Group Type | Support for This RESTful API |", "|群组类型|支持此 REST API|")
        .replace("| Field | Type | Required | Description |", "| 字段 | 类型 | 属性 | 说明 |")
        .replace("| Field | Type | Description |", "|字段|类型|说明|")
        .replace("| Error Code | Description |", "| 错误码 | 含义说明|")
        .replace("### Request fields", "### 请求包字段说明")
        .replace("### Response fields", "### 应答包字段说明")
        .replace("### Sample request\n", "### 请求包示例\n")
        .replace("### Sample response", "### 应答包体示例")
        .replace("### Maximum call frequency", "### 最高调用频率")
        .replace("calls per second", "次/秒。")
        .replace("| Optional |", "| 选填 |")
        .replace("| Required |", "| 必填 |")
        .replace("| Yes", "| 是")
        .replace("bytes at most", "字节以内")
        .replace("of no more than 30 bytes", "最长30字节")
        .replace(
            "Valid values: FreeAccess, NeedPermission (default), and DisableApply",
            "包含 FreeAccess（自由），NeedPermission（审批），DisableApply（禁止）")
        .replace(
            "which can be Community, Public, Private (Work), or ChatRoom",
            "包括 Public（公开群），Private（私密群）， ChatRoom（聊天室），Community（社群）")
        .replace(
            "which is 6,000 at the maximum; communities take up to 100,000", "最大为6000，社群不超过100000")
        .replace("try again", "请重试");
  }
}
