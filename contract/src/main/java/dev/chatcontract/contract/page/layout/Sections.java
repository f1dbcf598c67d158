package dev.chatcontract.contract.page.layout;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, from headings, which lines of a page are about the request and which about the answer.
 */
public final class Sections {
  private static final Pattern HEADING =
      Pattern.compile(
          "(?i)(?:sample |basic )?(?:request|response) (?:url|parameters?|fields?|samples?|packets?|bod(?:y|ies))"
              + "|(?:sample|basic) (?:requests?|responses?)(?: url)?|error codes?|maximum call frequency|see also"
              + "|[^。，,.]{0,12}(?:请求|应答|回包|响应)[^。，,.]{0,12}(?:示例|说明)|错误码说明|最高调用频率|参考");

  private final TreeMap<Integer, Boolean> starts = new TreeMap<>();

  public Sections(List<Line> lines) {
    for (Line line : lines) {
      String text = line.text().strip();
      if (text.matches("#{0,6}\\s*[^请应#,，。:：|]{0,12}(?:请求|应答)(?:示例)?")) {
        starts.put(line.number(), text.contains("请求"));
        continue;
      }
      if (text.length() > 60 || !text.matches("(?is).*(?:field|sample|packet|body|示例|字段|包体).*")) {
        continue;
      }
      boolean request = text.matches("(?is)[#\\s*\\d.、-]*(?:(?:sample |basic )?request|请求).*");
      boolean answer =
          text.matches("(?is)[#\\s*\\d.、-]*(?:(?:sample |basic )?response|应答|回包|响应|返回).*");
      if (request != answer && !text.matches("(?i).*\\burl\\b.*")) {
        starts.put(line.number(), request);
      }
    }
  }

  /** Returns whether a line begins another section, in which no cell of a table continues. */
  static boolean begins(String line) {
    String text = line.strip();
    return text.startsWith("{")
        || text.matches("https?://\\S+/v\\d+/.*")
        || (text.length() <= 40 && HEADING.matcher(text).matches());
  }

  /** Returns whether the line is in a section about the request; null before the first heading. */
  public @Nullable Boolean request(int line) {
    Map.Entry<Integer, Boolean> last = starts.floorEntry(line);
    return last == null ? null : last.getValue();
  }
}
