package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Style;
import dev.chatcontract.cli.output.Table;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.output.TextWidth;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.client.CommonErrors;
import dev.chatcontract.client.Operations;
import dev.chatcontract.runtime.ErrorEntry;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.RateLimit;
import dev.chatcontract.runtime.operation.Batching;
import dev.chatcontract.runtime.operation.FieldSpec;
import dev.chatcontract.runtime.operation.Idempotency;
import dev.chatcontract.runtime.operation.ItemErrors;
import dev.chatcontract.runtime.operation.Paging;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Command that explains an error code or an operation from the contract. */
final class ExplainCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.addPositional(
        Options.argument(
            0,
            "CODE|OPERATION",
            true,
            "an error code, or an operation's name",
            CallCommand.names()));
  }

  @Override
  public int run(Call call) {
    String subject = String.valueOf(call.argument(0));
    if (subject.matches("-?[0-9]+")) {
      code(call, subject);
    } else {
      operation(call, CallCommand.operation(subject));
    }
    return ExitCode.OK;
  }

  private static void code(Call call, String text) {
    long code;
    try {
      code = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw CommandFailure.usage(text + ": no error code is that large", e);
    }
    // Operations with the same meaning are named together.
    Map<ErrorEntry, List<String>> meanings = new LinkedHashMap<>();
    for (Operation<?, ?> operation : Operations.all()) {
      for (ErrorEntry entry : operation.errors().own()) {
        if (entry.code() == code) {
          meanings.computeIfAbsent(entry, e -> new ArrayList<>()).add(operation.name());
        }
      }
    }
    CommonErrors.ALL
        .find(code)
        .ifPresent(
            entry -> meanings.computeIfAbsent(entry, e -> new ArrayList<>()).add("any operation"));
    if (meanings.isEmpty()) {
      throw CommandFailure.usage(unknown(code));
    }
    Terminal terminal = call.terminal();
    PrintStream out = terminal.out();
    Style style = terminal.outStyle();
    int columns = terminal.outColumns();
    boolean first = true;
    for (Map.Entry<ErrorEntry, List<String>> meaning : meanings.entrySet()) {
      ErrorEntry entry = meaning.getKey();
      if (!first) {
        out.println();
      }
      first = false;
      String title = entry.code() + " " + entry.name();
      String users = String.join(", ", meaning.getValue());
      if (columns == 0 || title.length() + 2 + users.length() <= columns) {
        out.println(style.bold(title) + style.dim("  " + users));
      } else {
        wrapped(title, columns).forEach(line -> out.println(style.bold(line)));
        wrapped(users, columns - 2).forEach(line -> out.println(style.dim("  " + line)));
      }
      line(terminal, "meaning", entry.meaning());
      line(terminal, "do", entry.action());
      line(terminal, "class", entry.errorClass().wireName());
      line(
          terminal,
          "retry",
          entry.retry().wireName()
              + (entry.retryAfterSeconds() == null
                  ? ""
                  : ", after " + entry.retryAfterSeconds() + " s"));
      line(terminal, "source", entry.source());
    }
  }

  private static String unknown(long code) {
    TreeSet<Long> known = new TreeSet<>();
    for (Operation<?, ?> operation : Operations.all()) {
      operation.errors().entries().forEach(entry -> known.add(entry.code()));
    }
    List<String> near = new ArrayList<>();
    Long below = known.floor(code);
    Long above = known.ceiling(code);
    if (below != null) {
      near.add(below.toString());
    }
    if (above != null) {
      near.add(above.toString());
    }
    String range =
        CommonErrors.ALL
            .range(code)
            .map(r -> "; codes " + r.from() + " to " + r.to() + " are " + r.meaning())
            .orElse("");
    return "code "
        + code
        + " is not in the contract"
        + range
        + "; the nearest known: "
        + String.join(", ", near);
  }

  private static void operation(Call call, Operation<?, ?> operation) {
    Terminal terminal = call.terminal();
    PrintStream out = terminal.out();
    Style style = terminal.outStyle();
    int columns = terminal.outColumns();
    Table.pair(style, "", operation.name(), 0, operation.summary(), columns).forEach(out::println);
    wrapped(operation.method() + " " + operation.path(), columns)
        .forEach(line -> out.println(style.dim(line)));
    for (String paragraph : operation.description().strip().split("\n\\s*\n", -1)) {
      out.println();
      wrapped(paragraph.replaceAll("\\s+", " "), columns).forEach(out::println);
    }
    out.println();
    operation
        .rateLimit()
        .ifPresent(
            r ->
                line(
                    terminal,
                    "budget",
                    budget(r)
                        + operation
                            .rateLimitPerKey()
                            .map(k -> ", and " + budget(k.limit()) + " for each " + k.member())
                            .orElse("")));
    line(terminal, "repeat", repeat(operation.idempotency()));
    operation.paging().ifPresent(p -> line(terminal, "pages", pages(p)));
    operation.batching().ifPresent(b -> line(terminal, "batch", batch(b)));
    operation.itemErrors().ifPresent(e -> line(terminal, "errors", errors(e)));
    line(terminal, "regions", String.join(", ", operation.documentedRegions()));
    List<String> types =
        operation.applicability().stream()
            .map(
                a ->
                    a.type()
                        + (a.alias() == null ? "" : " (" + a.alias() + ")")
                        + (a.supported() ? "" : ": no"))
            .toList();
    line(terminal, "types", String.join(", ", types));
    line(terminal, "source", operation.source());
    fields(terminal, "Request", operation.requestFields());
    fields(terminal, "Answer", operation.responseFields());
    Table codes = new Table(List.of("Code", "Name", "Retry", "Meaning"));
    for (ErrorEntry entry : operation.errors().own()) {
      codes.row(
          Long.toString(entry.code()), entry.name(), entry.retry().wireName(), entry.meaning());
    }
    if (!codes.isEmpty()) {
      out.println();
      out.println(style.bold("Error codes") + style.dim(" (besides the common ones)"));
      codes.lines(style, "  ", columns).forEach(out::println);
    }
  }

  private static List<String> wrapped(String text, int columns) {
    return columns == 0 ? List.of(text) : TextWidth.wrap(text, columns);
  }

  private static void line(Terminal terminal, String name, String text) {
    if (!text.isEmpty()) {
      Table.pair(terminal.outStyle(), "  ", name, 7, text, terminal.outColumns())
          .forEach(terminal.out()::println);
    }
  }

  private static String budget(RateLimit limit) {
    return limit.calls() + " calls in " + limit.perSeconds() + " s";
  }

  private static String repeat(Idempotency<?> idempotency) {
    if (idempotency.isAlways()) {
      return "may be sent twice";
    }
    if (idempotency.members().isEmpty()) {
      return "never sent twice; after a lost answer, check first";
    }
    return "sent twice only with "
        + String.join(" and ", idempotency.members())
        + (idempotency.alreadyDone().isEmpty()
            ? ""
            : "; code "
                + idempotency.alreadyDone().stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(" or "))
                + " may then mean it was done");
  }

  private static <Q, R, I> String pages(Paging<Q, R, ?, I> paging) {
    if (paging.ways().isEmpty()) {
      return way(paging) + "; --all does it";
    }
    List<String> ways = new ArrayList<>();
    for (Paging.Way<Q, R, I> way : paging.ways()) {
      String condition = way.condition();
      ways.add((condition.isEmpty() ? "otherwise " : "if " + condition + ": ") + way(way.paging()));
    }
    return String.join("; ", ways) + "; --all does it";
  }

  private static String way(Paging<?, ?, ?, ?> paging) {
    return paging.cursorName()
        + " from "
        + paging.first()
        + (paging.isOffset()
            ? ", then on by the number of " + paging.itemsName()
            : ", then " + paging.nextName())
        + ", until "
        + paging.stop().rule();
  }

  private static String errors(ItemErrors<?, ?, ?> errors) {
    return errors.isOfAnswer()
        ? "of the call itself in " + errors.codeName() + " too, beside the envelope"
        : "of their own in " + errors.itemsName();
  }

  private static String batch(Batching<?, ?, ?, ?> batching) {
    return "at most "
        + batching.max()
        + " of "
        + batching.keysName()
        + (!batching.hasResults()
            ? ", no results in the answer"
            : batching.elementKeyName().isEmpty()
                ? ""
                : ", results by " + batching.elementKeyName())
        + "; --from splits a file";
  }

  private static void fields(Terminal terminal, String title, List<FieldSpec> fields) {
    Table table = new Table(List.of("Member", "Type", "", "Meaning"));
    rows(table, "", fields);
    if (!table.isEmpty()) {
      terminal.out().println();
      terminal.out().println(terminal.outStyle().bold(title));
      table
          .lines(terminal.outStyle(), "  ", terminal.outColumns())
          .forEach(terminal.out()::println);
    }
  }

  private static void rows(Table table, String indent, List<FieldSpec> fields) {
    for (FieldSpec field : fields) {
      table.row(
          indent + field.name(),
          type(field),
          field.required() ? "required" : "",
          field.description().strip().replaceAll("\\s+", " "));
      @Nullable FieldSpec items = field.items();
      rows(table, indent + "  ", items == null ? field.fields() : items.fields());
    }
  }

  private static String type(FieldSpec field) {
    FieldSpec items = field.items();
    return items == null ? field.type().wireName() : type(items) + "[]";
  }
}
