package dev.chatcontract.contract.page.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A row a line, with no more than a space between cells. */
final class SpacedCells implements TextLayout {
  private static final Pattern REQUEST_HEAD =
      Pattern.compile(
          "(Field|Parameter|字段|参数)\\s+(Type|类型)\\s+(Required|属性|必填|是否必填)\\s+(Description|描述|说明)");
  private static final Pattern RESPONSE_HEAD =
      Pattern.compile("(Field|Parameter|字段|参数)\\s+(Type|类型)\\s+(Description|描述|说明)");
  private static final Pattern CODE_HEAD =
      Pattern.compile("(?:.*:)?(Error [Cc]ode|错误码|返回码)\\s+(Description|Meaning|描述|含义说明|说明)");
  private static final Pattern GROUP_HEAD =
      Pattern.compile(
          "(Group Type(?: ID)?|群组类型(?: ?ID)?)\\s+(RESTful API Support|Support for This RESTful API|(?:是否)?支持此 ?REST ?API)");
  private static final Pattern REQUEST_ROW =
      Pattern.compile("([A-Za-z_][\\w.]*)\\s+(\\S+)\\s+(\\S+)(?:\\s+(.*))?");
  private static final Pattern RESPONSE_ROW =
      Pattern.compile("([A-Za-z_][\\w.]*)\\s+(\\S+)(?:\\s+(.*))?");
  private static final Pattern CODE_ROW = Pattern.compile("(\\d{2,9})\\s+(.*)");
  private static final Pattern GROUP_ROW =
      Pattern.compile("(\\S*[A-Za-z]{4,20}(?:[（(]\\S{0,20})?\\S?)\\s+(.*)");

  @Override
  public @Nullable Found read(List<Line> lines, int at) {
    String head = lines.get(at).text().strip();
    Found found = read(lines, at, head, REQUEST_HEAD, REQUEST_ROW);
    found = found != null ? found : read(lines, at, head, RESPONSE_HEAD, RESPONSE_ROW);
    found = found != null ? found : read(lines, at, head, CODE_HEAD, CODE_ROW);
    return found != null ? found : read(lines, at, head, GROUP_HEAD, GROUP_ROW);
  }

  private static @Nullable Found read(
      List<Line> lines, int at, String head, Pattern heading, Pattern rowPattern) {
    Matcher headings = heading.matcher(head);
    if (!headings.matches()) {
      return null;
    }
    Columns columns = Columns.of(groups(headings));
    if (columns == null) {
      return null;
    }
    List<PageTable.@Nullable Row> rows = new ArrayList<>();
    int i = at + 1;
    for (; i < lines.size(); i++) {
      String text = lines.get(i).text().strip();
      Matcher row = rowPattern.matcher(text);
      if (text.isEmpty() || Sections.begins(text)) {
        break;
      }
      if (row.matches() && fits(columns, row)) {
        rows.add(columns.row(lines.get(i).number(), groups(row)));
      } else {
        PageTable.Row last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
        if (last == null) {
          break;
        }
        rows.set(
            rows.size() - 1,
            new PageTable.Row(
                last.line(), last.name(), last.type(), last.required(), last.text() + " " + text));
      }
    }
    return rows.isEmpty() ? null : new Found(columns.table(rows), i);
  }

  private static boolean fits(Columns columns, Matcher row) {
    return switch (columns.kind()) {
      case CODES -> true;
      case GROUP_TYPES -> Sentences.support(row.group(2)) != null;
      case REQUEST_MEMBERS ->
          Columns.isType(row.group(2)) && Sentences.required(row.group(3)) != null;
      case RESPONSE_MEMBERS -> Columns.isType(row.group(2));
    };
  }

  private static List<String> groups(Matcher matcher) {
    List<String> groups = new ArrayList<>();
    for (int g = 1; g <= matcher.groupCount(); g++) {
      String group = matcher.group(g);
      groups.add(group == null ? "" : group);
    }
    return groups;
  }
}
