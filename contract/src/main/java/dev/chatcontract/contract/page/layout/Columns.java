package dev.chatcontract.contract.page.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the columns of a table mean, told by their headings in English or Chinese. */
final class Columns {
  private static final Pattern TYPE_WORD =
      Pattern.compile(
          "(?i)(?:string|integer|u?int(?:8|16|32|64)?(?:_t)?|long|array|list|object|map|number|float|double|bool|boolean|json|bytes)"
              + "(?:\\s*(?:\\[\\]|[/,，、|].*|<\\w+>)|\\s+(?:of|or)\\s+\\w+|\\s*或\\s*\\w+)?");

  private static final int LONGEST = 200;
  private static final Pattern SPACE = Pattern.compile("[\\s*`]+");
  private static final Map<String, Pattern> MEANINGS =
      Map.ofEntries(
          Map.entry(
              "name",
              Pattern.compile(
                  "name|field|field name|parameter|parameter name|字段|字段名|字段名称|参数|参数名|参数名称|名称")),
          Map.entry("type", Pattern.compile("type|data type|类型|数据类型|字段类型")),
          Map.entry(
              "required",
              Pattern.compile(
                  "required|required or not|is required|required/optional|attribute|mandatory|属性|必填|是否必填|必选|是否必选|必须|是否必须|必需|是否必需|填写")),
          Map.entry(
              "text",
              Pattern.compile(
                  "description|meaning|definition|描述|说明|含义|含义说明|错误描述|错误说明|字段说明|字段描述|参数说明|参数描述")),
          Map.entry("code", Pattern.compile("(?:.*:)?error codes?|code|return code|错误码|返回码")),
          Map.entry("group", Pattern.compile("group type(?: id)?|群组类型(?: ?id)?")),
          Map.entry(
              "support",
              Pattern.compile(
                  "(?:support for this )?restful api support|support for this rest(?:ful)? api|(?:是否)?支持此 ?rest ?api")));

  private final List<String> meanings;
  private final PageTable.Kind kind;

  private Columns(List<String> meanings, PageTable.Kind kind) {
    this.meanings = meanings;
    this.kind = kind;
  }

  /** Of a table whose cells are told apart for sure, so that a column may say something else. */
  static @Nullable Columns ofCells(List<String> headings) {
    return of(headings, true);
  }

  static @Nullable Columns of(List<String> headings) {
    return of(headings, false);
  }

  private static @Nullable Columns of(List<String> headings, boolean others) {
    List<String> meanings = new ArrayList<>();
    for (String heading : headings) {
      String meaning = meaning(heading);
      if (meaning.isEmpty() && !(others && !meanings.isEmpty())) {
        return null;
      }
      meanings.add(meaning);
    }
    // A heading of the part may say the same as that of its table's first column.
    if (meanings.size() < 2 || meanings.lastIndexOf(meanings.get(0)) > 0) {
      return null;
    }
    if (meanings.get(0).equals("name") && meanings.contains("type")) {
      return new Columns(
          meanings,
          meanings.contains("required")
              ? PageTable.Kind.REQUEST_MEMBERS
              : PageTable.Kind.RESPONSE_MEMBERS);
    }
    if (meanings.get(0).equals("code") && meanings.contains("text")) {
      return new Columns(meanings, PageTable.Kind.CODES);
    }
    if (meanings.get(0).equals("group") && meanings.get(1).equals("support")) {
      return new Columns(meanings, PageTable.Kind.GROUP_TYPES);
    }
    return null;
  }

  /** What a heading means, or nothing. */
  static String meaning(String heading) {
    if (heading.length() > LONGEST) {
      return "";
    }
    String plain = SPACE.matcher(heading).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    for (Map.Entry<String, Pattern> meaning : MEANINGS.entrySet()) {
      if (meaning.getValue().matcher(plain).matches()) {
        return meaning.getKey();
      }
    }
    return "";
  }

  int count() {
    return meanings.size();
  }

  PageTable.Kind kind() {
    return kind;
  }

  static boolean isType(String text) {
    return TYPE_WORD.matcher(text.strip()).matches();
  }

  /** A row whose name can be one of this table's, or null. */
  PageTable.@Nullable Row row(int line, List<String> cells) {
    String[] by = {"", "", "", ""};
    for (int i = 0; i < Math.min(cells.size(), meanings.size()); i++) {
      String cell = cells.get(i).strip();
      switch (meanings.get(i)) {
        case "" -> {}
        case "type" -> by[1] = cell;
        case "required" -> by[2] = cell;
        case "text", "support" -> by[3] = by[3].isEmpty() ? cell : by[3] + " " + cell;
        default -> by[0] = cell.replace("`", "").replace("*", "").strip();
      }
    }
    boolean fits =
        switch (kind) {
          case CODES -> by[0].matches("-?\\d{1,9}");
          case GROUP_TYPES -> by[0].matches(".*[A-Za-z].*") && by[0].length() < 60;
          default -> by[0].matches("[A-Za-z_][A-Za-z0-9_.\\[\\]-]*");
        };
    return fits ? new PageTable.Row(line, by[0], by[1], by[2], by[3]) : null;
  }

  /** The table of these rows, those that are none left out. */
  PageTable table(List<PageTable.@Nullable Row> rows) {
    List<PageTable.Row> good = new ArrayList<>();
    for (PageTable.Row row : rows) {
      if (row != null) {
        good.add(row);
      }
    }
    return new PageTable(kind, List.copyOf(good));
  }
}
