package dev.chatcontract.contract.page.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The meanings of the columns of a table, derived from English or Chinese headings. */
final class Columns {
  private static final Pattern TYPE_WORD =
      Pattern.compile(
          "(?i)(?:string|integer|u?int(?:8|16|32|64)?(?:_t)?|long|array|list|object|map|number|float|double|bool|boolean|json|bytes)"
              + "(?:\\s*(?:\\[\\]|[/,，、|].*|<\\w+>)|\\s+(?:of|or)\\s+\\w+|\\s*或\\s*\\w+)?");

  private static final int LONGEST = 200;
  private static final int MOST = 30;

  /** The length limit of a heading that is not joined to a sentence. */
  private static final int LONGEST_ALONE = 50;

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
                  "required\\??|required or not|is (?:it )?required\\??|required/optional|optional/required|attributes?|property|mandatory|属性|必填|是否必填|必选|是否必选|必须|是否必须|必需|是否必需|填写")),
          Map.entry(
              "text",
              Pattern.compile(
                  "(?:detailed )?(?:error )?(?:description|meaning|definition|message|information|info)|(?:details|remarks?|explanation)|描述|备注|说明|含义|含义说明|错误含义|(?:详细)?错误(?:描述|说明|信息|原因)|字段说明|字段描述|参数说明|参数描述")),
          Map.entry(
              "code", Pattern.compile("(?:.*:)?error codes?|code|return codes?|错误码|错误代码|返回码")),
          Map.entry("group", Pattern.compile("group type(?: id)?|群组类型(?: ?id)?")),
          Map.entry(
              "support",
              Pattern.compile(
                  "rest(?:ful)? api support(?:ed)?|(?:is |whether )?(?:support(?:s|ed|ing)?|availab(?:le|ility)|applicab(?:le|ility))(?:(?: for| by)? (?:this|the) rest(?:ful)? api)?\\??"
                      + "|(?:whether |is |does )?(?:this|the) rest(?:ful)? api (?:is )?(?:support(?:s|ed)?|applicable|available)\\??"
                      + "|(?:是否)?(?:支持|适用)(?:此|本|该)? ?(?:rest(?:ful)? ?)?(?:api|接口)?")));

  /** What a page writes in place of a code, or above a second part of the table. */
  private static final Pattern NO_CODE = Pattern.compile("(?i)[^\\p{L}\\p{N}]*|none|n/a|无|空");

  private final List<String> meanings;
  private final PageTable.Kind kind;

  private Columns(List<String> meanings, PageTable.Kind kind) {
    this.meanings = meanings;
    this.kind = kind;
  }

  /**
   * Returns the columns of a table whose cells are clearly separated, which may also have columns
   * of unknown meaning.
   */
  static @Nullable Columns ofCells(List<String> headings) {
    return of(headings, true);
  }

  static @Nullable Columns of(List<String> headings) {
    return of(headings, false);
  }

  private static @Nullable Columns of(List<String> headings, boolean others) {
    if (headings.size() < 2 || headings.size() > MOST) {
      return null;
    }
    List<String> meanings = new ArrayList<>();
    for (String heading : headings) {
      String meaning = meaning(heading);
      if (meaning.isEmpty() && !others) {
        return null;
      }
      meanings.add(meaning);
    }
    // The cells after the headings may look like headings, such as a member named Type.
    boolean twice = new HashSet<>(meanings).size() < meanings.size();
    if (!others && (twice || !belongTogether(meanings))) {
      return null;
    }
    if (isSubject("name", meanings, others) && meanings.contains("type")) {
      return new Columns(
          meanings,
          meanings.contains("required")
              ? PageTable.Kind.REQUEST_MEMBERS
              : PageTable.Kind.RESPONSE_MEMBERS);
    }
    if (isSubject("code", meanings, others) && meanings.contains("text")) {
      return new Columns(meanings, PageTable.Kind.CODES);
    }
    if (meanings.get(0).equals("group") && meanings.get(1).equals("support")) {
      return new Columns(meanings, PageTable.Kind.GROUP_TYPES);
    }
    return null;
  }

  private static boolean belongTogether(List<String> meanings) {
    return switch (meanings.get(0)) {
      case "name" -> Set.of("name", "type", "required", "text").containsAll(meanings);
      case "code" -> Set.of("code", "text").containsAll(meanings);
      default -> true;
    };
  }

  /**
   * Returns whether the rows are about this meaning: it is the first column, or any if cells are
   * clearly separated.
   */
  private static boolean isSubject(String meaning, List<String> meanings, boolean others) {
    return others ? meanings.contains(meaning) : meanings.get(0).equals(meaning);
  }

  /** Returns the meaning of a heading, or the empty text. */
  static String meaning(String heading) {
    if (heading.length() > LONGEST
        || (heading.length() > LONGEST_ALONE && heading.indexOf(':') < 0)) {
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

  boolean isRead(PageTable.Row row) {
    return kind != PageTable.Kind.CODES || row.isCode();
  }

  /**
   * Returns the cells as those of a row of members, or null if they cannot begin one. If the cell
   * about what is required is missing, it was empty and omitted by the browser; it is added.
   */
  @Nullable List<String> begins(List<String> cells) {
    int type = meanings.indexOf("type");
    if (type >= cells.size() || !isType(cells.get(type))) {
      return null;
    }
    int required = meanings.indexOf("required");
    if (required < 0 || required >= cells.size() || isShort(cells.get(required))) {
      return cells;
    }
    List<String> whole = new ArrayList<>(cells);
    whole.add(required, "");
    return whole;
  }

  /** Returns whether the cell can be a word about what is required, known or not. */
  private static boolean isShort(String cell) {
    String plain = cell.strip();
    return Sentences.required(plain) != null || plain.matches("[\\p{IsHan}/]{1,6}|[-/]");
  }

  static boolean isType(String text) {
    return TYPE_WORD.matcher(text.strip()).matches();
  }

  /**
   * Returns the rows of a line, one for each code in it; none if it cannot be a row of this table.
   * A name of a code that is not a number is one that nobody can read.
   */
  List<PageTable.Row> rows(int line, List<String> cells) {
    String[] by = {"", "", "", ""};
    for (int i = 0; i < Math.min(cells.size(), meanings.size()); i++) {
      String cell = cells.get(i).strip();
      switch (meanings.get(i)) {
        case "" -> {}
        case "type" -> by[1] = cell;
        case "required" -> by[2] = cell;
        case "text", "support" -> by[3] = by[3].isEmpty() ? cell : by[3] + " " + cell;
        default -> by[0] = cell.isEmpty() ? by[0] : cell; // of two columns for names, the last
      }
    }
    return names(by[0]).stream()
        .map(name -> new PageTable.Row(line, name, by[1], by[2], by[3]))
        .toList();
  }

  private List<String> names(String cell) {
    String plain = cell.replace("`", "").replace("*", "").strip();
    if (kind == PageTable.Kind.CODES) {
      List<String> codes = CodeCell.codes(cell);
      boolean none = NO_CODE.matcher(plain).matches() || !meaning(plain).isEmpty();
      return codes.isEmpty() ? none ? List.of() : List.of(plain) : codes;
    }
    boolean fits =
        kind == PageTable.Kind.GROUP_TYPES
            ? plain.matches(".*[A-Za-z].*") && plain.length() < 60
            : plain.matches("[A-Za-z_][A-Za-z0-9_.\\[\\]-]*");
    return fits ? List.of(plain) : List.of();
  }

  PageTable table(List<PageTable.Row> rows) {
    return new PageTable(kind, List.copyOf(rows));
  }
}
