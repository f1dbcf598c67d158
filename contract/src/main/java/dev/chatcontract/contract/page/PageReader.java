package dev.chatcontract.contract.page;

import dev.chatcontract.contract.page.layout.LimitKind;
import dev.chatcontract.contract.page.layout.Line;
import dev.chatcontract.contract.page.layout.PageTable;
import dev.chatcontract.contract.page.layout.PageText;
import dev.chatcontract.contract.page.layout.Sections;
import dev.chatcontract.contract.page.layout.Sentences;
import dev.chatcontract.contract.page.layout.Statement;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the facts of a page in any layout. */
public final class PageReader {
  private static final int LARGEST = 32 << 20;

  /** The size above which the text is searched for a path before it is parsed. */
  private static final int LARGE = 1 << 20;

  private static final Pattern ANY_PATH = Pattern.compile("v\\d+/[A-Za-z0-9_]+/[A-Za-z0-9_]+");

  /** The length of a name that cannot be read, in reports. */
  private static final int SHOWN = 40;

  /** The number of lines below its heading in which a rate is looked for. */
  private static final int RATE_LINES = 7;

  private static final Pattern URL_PATH =
      Pattern.compile("https?://[^\\s/]+/(v\\d+/[A-Za-z0-9_]+/[A-Za-z0-9_]+)");
  private static final Pattern BARE_PATH =
      Pattern.compile("^[|\\s*`]*(v\\d+/[A-Za-z0-9_]+/[A-Za-z0-9_]+)");
  private static final Pattern GET =
      Pattern.compile(
          "(?i)\\bGET\\s*(?:请求|方法|request\\b|method\\b)|(?:method|方法)\\s*[:：]\\s*GET\\b");
  private static final Pattern REGION =
      Pattern.compile("(\\p{L}[\\p{L} /]{0,40}?)\\s*[:：]\\s*`?([a-z0-9-]+(?:\\.[a-z0-9-]+){2,})");
  private static final String HOST = "([a-z0-9-]+(?:\\.[a-z0-9-]+){2,})";

  /** A place and its host in adjacent cells of a row or separated by a space. */
  private static final Pattern REGION_ROW =
      Pattern.compile("\\|?\\s*(\\p{L}[\\p{L} /]{0,40}?)\\s*[|\\s]\\s*`?" + HOST + "`?\\s*\\|?");

  private static final Pattern REGION_CELL = Pattern.compile("`?" + HOST + "`?");
  private static final Pattern PLACE = Pattern.compile("\\p{L}[\\p{L} /]{0,40}");

  /** A name in brackets after several words, otherwise the first word. */
  private static final Pattern GROUP_NAME =
      Pattern.compile(
          "^.*[A-Za-z][ /-]+[A-Za-z][^（()]*[（(]\\s*([A-Za-z]{3,20})\\s*[)）]|([A-Za-z]{3,})");

  private static final Pattern RATE_HEADING =
      Pattern.compile(
          "(?i).{0,40}(?:\\b(?:call|calling|invocation|request|query|access|api) (?:frequency|rate)\\b|frequency limit|rate limit"
              + "|(?:调用|请求|访问|接口)频[率次]|频率限制).{0,20}");

  private final String file;
  private final Map<Fact.Key, Fact> facts = new LinkedHashMap<>();
  private final Map<Fact.Key, String> texts = new LinkedHashMap<>();
  private final Set<Fact.Key> unplaced = new LinkedHashSet<>();
  private IntUnaryOperator place = IntUnaryOperator.identity();

  private PageReader(String file) {
    this.file = file;
  }

  /**
   * Reads a page.
   *
   * @param known returns the contract's members for a path of the API, those of the request if true
   * @throws PageException if the file is not a page
   */
  public static Page read(
      String file, ByteBuffer bytes, BiFunction<String, Boolean, Set<String>> known) {
    return new PageReader(file).read(text(file, bytes), known);
  }

  private static String text(String file, ByteBuffer bytes) {
    if (bytes.remaining() > LARGEST) {
      throw new PageException(file + ": larger than 32 MB; save the text of the page alone");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException e) {
      throw new PageException(file + ": not UTF-8 text; save the page as text, Markdown or HTML");
    }
    if (text.isBlank()) {
      throw new PageException(file + ": empty; save the page again");
    }
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }

  private Page read(String text, BiFunction<String, Boolean, Set<String>> known) {
    if (text.length() > LARGE && !ANY_PATH.matcher(text).find()) {
      throw noPath();
    }
    PageText page = PageText.of(text);
    place = page.place();
    Fact path = path(page.lines());
    if (path == null) {
      throw noPath();
    }
    if (PageText.isHtml(text) && text.contains("<html") && !text.contains("</html>")) {
      throw halfSaved("it has no </html>");
    }
    facts.put(path.key(), path);
    regions(page.lines());
    Set<String> hosts = hosts(page.lines(), path.value());
    if (facts.keySet().stream().noneMatch(key -> key.subject() == Topic.REGION)) {
      hosts.stream()
          .filter(
              host -> host.matches("[a-z0-9-]+(?:\\.[a-z0-9-]+){2,}") && !host.startsWith("xxx"))
          .forEach(
              host -> {
                Fact.Key key = Fact.Key.of(Topic.REGION, host);
                Statement name = new Statement.Words(host);
                facts.putIfAbsent(key, new Fact(key, name, file, path.line(), true, null));
              });
    }
    rate(page.lines());
    Sections sections = new Sections(page.lines());
    List<Page.Sample> samples = PageSamples.find(file, page.lines(), sections);
    boolean answer = samples.stream().anyMatch(s -> !s.request());
    boolean codes = false;
    for (boolean request : new boolean[] {true, false}) {
      MemberPlaces members =
          new MemberPlaces(
              PageSamples.members(samples, request), known.apply(path.value(), request));
      for (PageTable table : page.tables()) {
        if (isMembers(table) && isRequest(table, sections) == request) {
          answer |= !request;
          for (PageTable.Row row : table.rows()) {
            member(row, members.path(row.name(), type(row.type())), request);
          }
        }
      }
      sampled(samples, request);
    }
    for (PageTable table : page.tables()) {
      if (table.kind() == PageTable.Kind.CODES) {
        codes = true;
        table.rows().forEach(this::code);
      } else if (table.kind() == PageTable.Kind.GROUP_TYPES) {
        table.rows().forEach(this::group);
      }
    }
    if (!answer && !codes) {
      throw halfSaved("it has neither an answer nor error codes");
    }
    perRequest(page.lines());
    return new Page(
        file,
        path.value(),
        hosts,
        date(page.lines()),
        page.lines().stream().anyMatch(line -> GET.matcher(line.text()).find()),
        facts,
        texts,
        unplaced,
        samples.stream().map(this::placed).toList());
  }

  private @Nullable PageDate date(List<Line> lines) {
    PageDate date = PageDate.of(lines);
    return date == null ? null : new PageDate(date.day(), place.applyAsInt(date.line()));
  }

  private Page.Sample placed(Page.Sample sample) {
    int line = place.applyAsInt(sample.line());
    return new Page.Sample(
        sample.name(), sample.request(), sample.value(), file, line, sample.verbatim());
  }

  private PageException noPath() {
    return new PageException(
        file
            + ": not the page of an operation, since it names no path such as v4/SERVICE/COMMAND; save the page that describes one");
  }

  private PageException halfSaved(String reason) {
    return new PageException(file + ": the page is not whole, for " + reason + "; save it again");
  }

  private @Nullable Fact path(List<Line> lines) {
    for (Pattern pattern : List.of(URL_PATH, BARE_PATH)) {
      for (Line line : lines) {
        Matcher matcher = pattern.matcher(line.text());
        if (matcher.find()) {
          Statement value = new Statement.Words(matcher.group(1));
          return fact(Fact.Key.of(Topic.PATH, ""), value, line.number());
        }
      }
    }
    return null;
  }

  private void regions(List<Line> lines) {
    String before = "";
    for (Line line : lines) {
      String text = line.text().replaceAll("<[^>]*>", " ").strip();
      Matcher named = REGION.matcher(text);
      while (named.find()) {
        region(named.group(2), named.group(1), line);
      }
      Matcher row = REGION_ROW.matcher(text);
      Matcher cell = REGION_CELL.matcher(text);
      if (row.matches()) {
        region(row.group(2), row.group(1), line);
      } else if (cell.matches() && PLACE.matcher(before).matches()) {
        region(cell.group(1), before, line);
      }
      before = text.isEmpty() ? before : text;
    }
  }

  private void region(String host, String place, Line line) {
    put(Fact.Key.of(Topic.REGION, host), place.strip(), line.number());
  }

  private void rate(List<Line> lines) {
    int left = 0;
    for (Line line : lines) {
      if (RATE_HEADING.matcher(line.text().strip()).matches()) {
        left = RATE_LINES;
      } else if (left > 0 && line.text().strip().startsWith("#")) {
        left = 0;
      }
      if (left-- > 0) {
        rates(line);
      }
    }
    if (!facts.containsKey(Fact.Key.of(Topic.RATE, ""))) {
      // If the headings were lost, a line with nothing but a rate must have been below one.
      lines.stream()
          .filter(line -> Sentences.isRate(line.text()))
          .findFirst()
          .ifPresent(this::rates);
    }
  }

  private void rates(Line line) {
    Sentences.rates(line.text())
        .forEach(
            (key, rate) -> put(Fact.Key.of(Topic.RATE, Fact.Key.rate(key)), rate, line.number()));
  }

  private static boolean isMembers(PageTable table) {
    return table.kind() == PageTable.Kind.REQUEST_MEMBERS
        || table.kind() == PageTable.Kind.RESPONSE_MEMBERS;
  }

  private static boolean isRequest(PageTable table, Sections sections) {
    if (table.rows().isEmpty()) {
      return table.kind() == PageTable.Kind.REQUEST_MEMBERS;
    }
    // The table of an answer may also have a column about what is required; the heading decides.
    Boolean said = sections.request(table.rows().get(0).line());
    boolean answer = table.rows().stream().anyMatch(row -> row.name().equals("ActionStatus"));
    return said != null
        ? said && !answer
        : table.kind() == PageTable.Kind.REQUEST_MEMBERS && !answer;
  }

  private static Set<String> hosts(List<Line> lines, String path) {
    Set<String> hosts = new LinkedHashSet<>();
    Pattern url = Pattern.compile("https?://([A-Za-z0-9.-]+)/" + Pattern.quote(path) + "\\b");
    for (Line line : lines) {
      Matcher matcher = url.matcher(line.text());
      while (matcher.find()) {
        hosts.add(matcher.group(1));
      }
    }
    return hosts;
  }

  private void member(PageTable.Row row, MemberPlaces.Placed placed, boolean request) {
    String path = placed.path();
    Fact.Key key = Fact.Key.member(request, path);
    texts.putIfAbsent(key, row.text());
    if (!placed.sure()) {
      unplaced.add(key);
    }
    String type = type(row.type());
    Boolean required = Sentences.required(row.required());
    put(key, path, row.line());
    put(key.about(Topic.TYPE, null), type, row.line());
    if (required != null) {
      put(key.about(Topic.REQUIRED, null), Statement.Choice.required(required), row.line());
    }
    Sentences.limits(row.text(), type)
        .forEach(
            (kind, values) ->
                put(
                    key.about(Topic.LIMIT, kind.wire()),
                    new Statement.Numbers(kind, values),
                    row.line()));
    String without = Sentences.defaultValue(row.text());
    if (without != null) {
      put(key.about(Topic.LIMIT, Fact.Key.DEFAULT), without, row.line());
    }
    for (String value : Sentences.values(row.text(), type)) {
      put(key.about(Topic.KNOWN_VALUE, value), value, row.line());
    }
  }

  private void sampled(List<Page.Sample> samples, boolean request) {
    PageSamples.members(samples, request)
        .forEach(
            (path, type) -> {
              Page.Sample holder = PageSamples.holder(samples, request, path);
              int line = holder == null ? 1 : holder.line();
              Fact.Key member = Fact.Key.member(request, path);
              put(member, path, line);
              if (!type.equals("any")) {
                put(member.about(Topic.TYPE, null), type, line);
              }
            });
  }

  private void code(PageTable.Row row) {
    if (!row.isCode()) {
      String name = row.name().length() > SHOWN ? row.name().substring(0, SHOWN) + "…" : row.name();
      put(Fact.Key.of(Topic.CODE, name), new Statement.Unread(), row.line());
      return;
    }
    Fact.Key code = Fact.Key.of(Topic.CODE, row.name());
    put(code, row.name(), row.line());
    texts.putIfAbsent(code, row.text());
    String advice = Sentences.advisesRetry(row.text()) ? "advised" : "not advised";
    put(code.retry(), "another attempt is " + advice, row.line());
  }

  private void group(PageTable.Row row) {
    Matcher name = GROUP_NAME.matcher(row.name());
    Boolean support = Sentences.support(row.text());
    if (name.find() && support != null) {
      String type = name.group(1) != null ? name.group(1) : name.group(2);
      put(Fact.Key.of(Topic.GROUP_TYPE, type), Statement.Choice.supported(support), row.line());
    }
  }

  private void perRequest(List<Line> lines) {
    Fact.Key list = null;
    for (Fact fact : facts.values()) {
      if (fact.subject() == Topic.TYPE
          && fact.value().equals("array")
          && fact.key().side() == Topic.REQUEST_MEMBER) {
        list = fact.key().owner();
        break;
      }
    }
    for (Line line : lines) {
      for (String sentence : line.text().split("(?<=[.。])", -1)) {
        Long most = Sentences.perRequest(sentence);
        if (most != null && list != null) {
          Statement limit = new Statement.Numbers(LimitKind.MAX_ITEMS, Set.of(most));
          put(list.about(Topic.LIMIT, LimitKind.MAX_ITEMS.wire()), limit, line.number());
        }
      }
    }
  }

  private static String type(String printed) {
    String plain = printed.strip().toLowerCase(Locale.ROOT);
    return switch (plain) {
      case "int", "int32", "int64", "uint32", "uint64", "long" -> "integer";
      case "bool" -> "boolean";
      case "float", "double" -> "number";
      case "json" -> "object";
      default -> plain;
    };
  }

  private Fact fact(Fact.Key key, Statement value, int line) {
    return new Fact(key, value, file, place.applyAsInt(line), true, null);
  }

  private void put(Fact.Key key, String words, int line) {
    put(key, new Statement.Words(words), line);
  }

  private void put(Fact.Key key, Statement value, int line) {
    facts.putIfAbsent(key, fact(key, value, line));
  }
}
