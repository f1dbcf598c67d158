package dev.chatcontract.conformance.report;

import dev.chatcontract.conformance.corpus.Goal;
import dev.chatcontract.conformance.corpus.model.CaseHead;
import dev.chatcontract.runtime.text.InertText;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;

/** The run as one page that needs nothing else: no script, style or font from anywhere. */
final class HtmlReport {
  private static final String TEMPLATE = "dev/chatcontract/conformance/report/report.html.vm";

  private HtmlReport() {}

  static String of(RunResult run) {
    VelocityEngine engine = new VelocityEngine();
    engine.setProperty("resource.loaders", "class");
    engine.setProperty(
        "resource.loader.class.class",
        "org.apache.velocity.runtime.resource.loader.ClasspathResourceLoader");
    engine.setProperty("runtime.strict_mode.enable", true);
    engine.init();
    List<String> operations =
        run.results().stream().map(result -> result.testCase().operation()).distinct().toList();
    VelocityContext context = new VelocityContext();
    context.put("esc", new Escape());
    context.put("subject", run.subject());
    context.put("passed", run.passed());
    context.put("summary", run.summary());
    context.put("problems", run.problems());
    context.put("counts", counts(run));
    context.put("operations", operations);
    context.put(
        "kinds",
        run.results().stream()
            .map(result -> result.testCase().kind())
            .distinct()
            .sorted()
            .toList());
    context.put(
        "axes",
        run.coverage().axes().stream()
            .map(axis -> AxisRow.of(axis, operations, run.coverage().whole()))
            .toList());
    context.put("whole", run.coverage().whole());
    // What fails comes first.
    context.put(
        "results",
        run.results().stream()
            .map(ResultRow::of)
            .sorted(Comparator.comparing(row -> !row.isOpen()))
            .toList());
    StringWriter page = new StringWriter();
    engine.getTemplate(TEMPLATE, "UTF-8").merge(context, page);
    return page.toString();
  }

  private static List<CountRow> counts(RunResult run) {
    List<CountRow> rows = new ArrayList<>();
    run.counts().forEach((status, count) -> rows.add(new CountRow(JsonReport.word(status), count)));
    return rows;
  }

  /** Text made safe for HTML, in elements and in quoted attributes. */
  public static final class Escape {
    /** Escapes markup and whatever else is more than text to a browser. */
    public String html(Object value) {
      StringBuilder text = new StringBuilder();
      InertText.lines(String.valueOf(value))
          .codePoints()
          .forEach(
              ch -> {
                switch (ch) {
                  case '<' -> text.append("&lt;");
                  case '>' -> text.append("&gt;");
                  case '&' -> text.append("&amp;");
                  case '"' -> text.append("&quot;");
                  case '\'' -> text.append("&#39;");
                  default -> text.appendCodePoint(ch);
                }
              });
      return text.toString();
    }
  }

  /** How many cases ended in one way. */
  public static final class CountRow {
    private final String word;
    private final int number;

    CountRow(String word, int number) {
      this.word = word;
      this.number = number;
    }

    /** For class names and filters. */
    public String getWord() {
      return word;
    }

    /** For people. */
    public String getWords() {
      return word.replace('-', ' ');
    }

    /** How many. */
    public int getNumber() {
      return number;
    }
  }

  /** Goals met, of one axis, in all and by operation. */
  public static final class AxisRow {
    private final Coverage.Axis axis;
    private final List<Cell> cells;

    private final boolean whole;

    private AxisRow(Coverage.Axis axis, List<Cell> cells, boolean whole) {
      this.axis = axis;
      this.cells = cells;
      this.whole = whole;
    }

    static AxisRow of(Coverage.Axis axis, List<String> operations, boolean whole) {
      List<Cell> cells = new ArrayList<>();
      for (String operation : operations) {
        long goals = count(axis.goals(), operation);
        long missed = count(axis.missed(), operation);
        cells.add(
            new Cell(goals == 0 ? "-" : (goals - missed) + " of " + goals, whole && missed > 0));
      }
      return new AxisRow(axis, cells, whole);
    }

    private static long count(List<Goal> goals, String operation) {
      return goals.stream().filter(goal -> operation.equals(goal.operation())).count();
    }

    /** What is counted. */
    public String getName() {
      return axis.name();
    }

    /** Met and wanted, over all operations. */
    public String getTotal() {
      return axis.met() + " of " + axis.goals().size();
    }

    /** Whether anything is missing that the run should have covered. */
    public boolean isGap() {
      return whole && !axis.missed().isEmpty();
    }

    /** What is missing. */
    public List<Goal> getMissed() {
      return axis.missed();
    }

    /** One for each operation. */
    public List<Cell> getCells() {
      return cells;
    }
  }

  /** One field of the coverage table. */
  public static final class Cell {
    private final String text;
    private final boolean gap;

    Cell(String text, boolean gap) {
      this.text = text;
      this.gap = gap;
    }

    /** Met and wanted. */
    public String getText() {
      return text;
    }

    /** Whether anything is missing. */
    public boolean isGap() {
      return gap;
    }
  }

  /** One case. */
  public static final class ResultRow {
    private final CaseResult result;

    private ResultRow(CaseResult result) {
      this.result = result;
    }

    static ResultRow of(CaseResult result) {
      return new ResultRow(result);
    }

    /** The id. */
    public String getId() {
      return testCase().id();
    }

    /** The title. */
    public String getTitle() {
      return testCase().title();
    }

    /** The operation. */
    public String getOperation() {
      return testCase().operation();
    }

    /** The kind. */
    public String getKind() {
      return testCase().kind();
    }

    /** Where the truth comes from. */
    public String getProvenance() {
      return testCase().provenance().word();
    }

    /** The place in the contract. */
    public String getContract() {
      return testCase().place().contract();
    }

    /** The documentation page; empty where there is none. */
    public String getPage() {
      String page = testCase().place().page();
      return page == null ? "" : page;
    }

    /** How it ended, for class names and filters. */
    public String getWord() {
      return JsonReport.word(result.status());
    }

    /** How it ended, for people. */
    public String getWords() {
      return getWord().replace('-', ' ');
    }

    /** Whether it is shown unfolded. */
    public boolean isOpen() {
      return result.status().fails();
    }

    /** What is wrong. */
    public List<String> getFaults() {
      return result.faults();
    }

    /** The exchange. */
    public List<String> getTrace() {
      return result.trace();
    }

    /** The command for it alone. */
    public String getReplay() {
      return result.replay();
    }

    /** How long it took. */
    public long getMillis() {
      return result.millis();
    }

    /** Why it is known to fail; empty where it is not. */
    public String getReason() {
      String reason = result.knownReason();
      return reason == null ? "" : reason;
    }

    /** What the search field looks through. */
    public String getSearch() {
      String faults = String.join(" ", result.faults());
      String text = getId() + " " + getTitle() + " " + getContract() + " " + faults;
      return text.substring(0, Math.min(600, text.length())).toLowerCase(Locale.ROOT);
    }

    private CaseHead testCase() {
      return result.testCase();
    }
  }
}
