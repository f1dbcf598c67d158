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

/** The run as one self-contained page, without external scripts, styles or fonts. */
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
    // Failures come first.
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

  /** Escapes text for HTML, in elements and in quoted attributes. */
  public static final class Escape {
    /** Escapes markup and every other character that a browser does not show as plain text. */
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

  /** How many cases have one result. */
  public static final class CountRow {
    private final String word;
    private final int number;

    CountRow(String word, int number) {
      this.word = word;
      this.number = number;
    }

    /** Returns the word for class names and filters. */
    public String getWord() {
      return word;
    }

    /** Returns the words for people. */
    public String getWords() {
      return word.replace('-', ' ');
    }

    /** Returns the number of cases. */
    public int getNumber() {
      return number;
    }
  }

  /** The goals met on one axis, in total and by operation. */
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

    /** Returns what is counted. */
    public String getName() {
      return axis.name();
    }

    /** Returns how many goals were met, and of how many, over all operations. */
    public String getTotal() {
      return axis.met() + " of " + axis.goals().size();
    }

    /** Returns whether a goal is missed that the run should have met. */
    public boolean isGap() {
      return whole && !axis.missed().isEmpty();
    }

    /** Returns the missed goals. */
    public List<Goal> getMissed() {
      return axis.missed();
    }

    /** Returns one cell for each operation. */
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

    /** Returns how many goals were met, and of how many. */
    public String getText() {
      return text;
    }

    /** Returns whether a goal was missed. */
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

    public String getId() {
      return testCase().id();
    }

    public String getTitle() {
      return testCase().title();
    }

    public String getOperation() {
      return testCase().operation();
    }

    public String getKind() {
      return testCase().kind();
    }

    /** Returns the source of what the case claims. */
    public String getProvenance() {
      return testCase().provenance().word();
    }

    /** Returns the place in the contract. */
    public String getContract() {
      return testCase().place().contract();
    }

    /** Returns the documentation page; empty if there is none. */
    public String getPage() {
      String page = testCase().place().page();
      return page == null ? "" : page;
    }

    /** Returns the result, for class names and filters. */
    public String getWord() {
      return JsonReport.word(result.status());
    }

    /** Returns the result, for people. */
    public String getWords() {
      return getWord().replace('-', ' ');
    }

    /** Returns whether it is shown expanded. */
    public boolean isOpen() {
      return result.status().fails();
    }

    /** Returns what is wrong. */
    public List<String> getFaults() {
      return result.faults();
    }

    /** Returns the exchange. */
    public List<String> getTrace() {
      return result.trace();
    }

    /** Returns the command that runs only this case. */
    public String getReplay() {
      return result.replay();
    }

    /** Returns how long it took. */
    public long getMillis() {
      return result.millis();
    }

    /** Returns why it is known to fail; empty if it is not known. */
    public String getReason() {
      String reason = result.knownReason();
      return reason == null ? "" : reason;
    }

    /** Returns the text that the search field searches. */
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
