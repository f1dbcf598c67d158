package dev.chatcontract.contract.page;

import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PageStatementDef;
import dev.chatcontract.contract.page.layout.Statement;
import dev.chatcontract.contract.schema.SourceDef;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares pages with a contract, and versions of a page with each other. */
public final class PageComparison {
  private final Contract contract;

  public PageComparison(Contract contract) {
    this.contract = contract;
  }

  /** A file with its name in reports. */
  public record Source(String name, ByteBuffer bytes) {}

  /**
   * Compares pages. A single page is compared with the contract; several pages about the same
   * operation are compared with each other, oldest first.
   *
   * @throws PageException naming the first file that is not a page
   */
  public List<Row> compare(List<Source> sources) {
    return report(sources).rows();
  }

  /**
   * Compares pages like {@link #compare} and includes their dates.
   *
   * @throws PageException naming the first file that is not a page
   */
  public PageReport report(List<Source> sources) {
    Map<String, List<Page>> byPath = new LinkedHashMap<>();
    for (Source source : sources) {
      Page page = PageReader.read(source.name(), source.bytes(), this::members);
      byPath.computeIfAbsent(page.path(), p -> new ArrayList<>()).add(page);
    }
    List<PageReport.Part> parts = new ArrayList<>();
    for (List<Page> pages : byPath.values()) {
      if (pages.size() == 1) {
        Page page = pages.get(0);
        parts.add(new PageReport.Part(age(page), null, false, withContract(page)));
      }
      for (int i = 1; i < pages.size(); i++) {
        Page old = pages.get(i - 1);
        Page now = pages.get(i);
        parts.add(new PageReport.Part(age(now), age(now, old), true, versions(old, now)));
      }
    }
    return new PageReport(parts);
  }

  private static @Nullable PageAge age(Page now, Page old) {
    PageDate before = old.date();
    return before == null ? null : new PageAge(now.file(), now.date(), old.file(), before.day());
  }

  private PageAge age(Page page) {
    OperationDef operation = operation(page.path());
    SourceDef source = operation == null ? null : operation.source();
    if (source == null) {
      return new PageAge(page.file(), page.date(), "the contract", null);
    }
    String id = source.page();
    String date = source.date();
    date = date == null && id != null ? contract.pageDates().get(id) : date;
    String name = "the contract's source" + (id == null ? "" : " " + id);
    return new PageAge(page.file(), page.date(), name, date);
  }

  private @Nullable OperationDef operation(String path) {
    for (OperationDef operation : contract.operations()) {
      if (operation.path().substring(1).equals(path)) {
        return operation;
      }
    }
    // Even if the path has another version or service, the page is about the same command.
    return contract.operation(path.substring(path.lastIndexOf('/') + 1));
  }

  private Set<String> members(String path, boolean request) {
    OperationDef operation = operation(path);
    return operation == null
        ? Set.of()
        : ContractFacts.of(contract, operation).values().stream()
            .map(Fact::key)
            .filter(key -> key.equals(Fact.Key.member(request, key.of())))
            .map(Fact.Key::of)
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private List<Row> withContract(Page page) {
    OperationDef operation = operation(page.path());
    List<Row> rows = new ArrayList<>();
    if (operation == null) {
      for (Fact fact : page.facts().values()) {
        rows.add(row(page.operation(), Row.Kind.ONLY_IN_PAGE, fact, null, null));
      }
      for (Page.Sample sample : page.samples()) {
        String side = sample.request() ? "request" : "response";
        String value = sample.value().toString();
        Fact fact = SampleComparison.fact(sample, side, value);
        rows.add(row(page.operation(), Row.Kind.ONLY_IN_PAGE, fact, null, null));
      }
      return rows;
    }
    Map<Fact.Key, Fact> stated = ContractFacts.of(contract, operation);
    Set<PageStatementDef> needed = new HashSet<>();
    Set<Fact.Key> keys = new LinkedHashSet<>(page.facts().keySet());
    keys.addAll(stated.keySet());
    for (Fact.Key key : keys) {
      Fact ours = stated.get(key);
      Fact theirs = page.facts().get(key);
      // The default of a member counts only if the contract has one.
      boolean unstatedDefault =
          ours == null && key.subject() == Topic.LIMIT && Fact.Key.DEFAULT.equals(key.aspect());
      if (!unstatedDefault
          && !isSame(theirs, ours)
          && !isSubsidiary(key, theirs, page.facts(), stated)) {
        add(rows, operation, theirs, ours, needed);
      }
    }
    for (SampleComparison.Difference difference :
        SampleComparison.of(page.samples(), ContractFacts.samples(operation))) {
      add(rows, operation, difference.left(), difference.right(), needed);
    }
    for (PageStatementDef statement : operation.pageStatements()) {
      if (!needed.contains(statement)) {
        rows.add(unneeded(operation, statement, page));
      }
    }
    return rows;
  }

  private static void add(
      List<Row> rows,
      OperationDef operation,
      @Nullable Fact theirs,
      @Nullable Fact ours,
      Set<PageStatementDef> needed) {
    for (PageStatementDef statement : operation.pageStatements()) {
      if (answers(statement, theirs, ours)) {
        needed.add(statement);
        rows.add(row(operation.name(), Row.Kind.EXPLAINED, theirs, ours, statement.erratum()));
        return;
      }
    }
    if (theirs == null && ours != null && !ours.expected()) {
      // The fact has another source, so its absence means nothing.
      if (ours.erratum() != null) {
        rows.add(row(operation.name(), Row.Kind.EXPLAINED, null, ours, ours.erratum()));
      }
      return;
    }
    rows.add(row(operation.name(), kind(theirs, ours), theirs, ours, null));
  }

  private static boolean answers(
      PageStatementDef statement, @Nullable Fact theirs, @Nullable Fact ours) {
    Fact fact = theirs != null ? theirs : ours;
    return fact != null
        && statement.subject().equals(fact.subject().label())
        && statement.name().equals(fact.name())
        && Objects.equals(statement.says(), theirs == null ? null : theirs.value());
  }

  private static Row unneeded(OperationDef operation, PageStatementDef statement, Page page) {
    Topic subject = Topic.of(statement.subject());
    Fact ours =
        new Fact(
            Fact.Key.of(subject, statement.name()),
            new Statement.Words("erratum " + statement.erratum() + " no longer needed"),
            statement.at().file(),
            statement.at().line(),
            true,
            statement.erratum());
    return new Row(
        operation.name(),
        subject,
        statement.name(),
        Row.Kind.ONLY_IN_CONTRACT,
        null,
        page.facts().values().stream()
            .filter(fact -> fact.subject() == subject && fact.name().equals(statement.name()))
            .findFirst()
            .orElse(null),
        ours,
        statement.erratum());
  }

  private List<Row> versions(Page old, Page now) {
    OperationDef operation = operation(now.path());
    Map<Fact.Key, Fact> stated =
        operation == null ? Map.of() : ContractFacts.of(contract, operation);
    List<Row> rows = new ArrayList<>();
    Map<Fact.Key, Fact> earlier = comparable(old, now);
    Map<Fact.Key, Fact> later = comparable(now, old);
    Set<Fact.Key> keys = new LinkedHashSet<>(later.keySet());
    keys.addAll(earlier.keySet());
    for (Fact.Key key : keys) {
      Fact before = earlier.get(key);
      Fact after = later.get(key);
      if (!isSame(before, after) && !isSubsidiary(key, after, later, earlier)) {
        rows.add(change(now, before, after, stated.get(key)));
      }
    }
    for (SampleComparison.Difference difference :
        SampleComparison.of(old.samples(), now.samples())) {
      rows.add(change(now, difference.left(), difference.right(), null));
    }
    return rows;
  }

  /**
   * Returns a page's facts without members that are in the tables of the other page but only in the
   * samples of this one.
   */
  private static Map<Fact.Key, Fact> comparable(Page page, Page other) {
    Map<Fact.Key, Fact> facts = new LinkedHashMap<>(page.facts());
    facts
        .keySet()
        .removeIf(key -> other.texts().containsKey(key) && !page.texts().containsKey(key));
    return facts;
  }

  private static Row change(
      Page now, @Nullable Fact before, @Nullable Fact after, @Nullable Fact ours) {
    Fact any = after != null ? after : Objects.requireNonNull(before);
    Row.Kind kind =
        isSame(after, ours)
            ? Row.Kind.SAME
            : after == null && ours == null ? Row.Kind.SAME : kind(after, ours);
    return new Row(now.operation(), any.subject(), any.name(), kind, before, after, ours, null);
  }

  /**
   * Returns whether a fact is about a member, a code or a list of values that one side does not
   * have at all.
   */
  private static boolean isSubsidiary(
      Fact.Key key, @Nullable Fact theirs, Map<Fact.Key, Fact> page, Map<Fact.Key, Fact> other) {
    switch (key.subject()) {
      case TYPE, REQUIRED, LIMIT, KNOWN_VALUE -> {
        Fact.Key member = key.owner();
        if (!page.containsKey(member) || !other.containsKey(member)) {
          return true;
        }
        if (theirs != null || key.subject() == Topic.TYPE) {
          return false;
        }
        if (key.subject() == Topic.LIMIT) {
          // Limits of an answer apply to the request that wrote the value.
          return key.side() != Topic.REQUEST_MEMBER;
        }
        // A page without any values, or without a column about what is required, states nothing.
        return key.subject() == Topic.REQUIRED || !lists(page, member);
      }
      case CODE -> {
        return key.aspect() != null
            && (!page.containsKey(key.owner()) || !other.containsKey(key.owner()));
      }
      default -> {
        return false;
      }
    }
  }

  private static boolean lists(Map<Fact.Key, Fact> page, Fact.Key member) {
    return page.keySet().stream()
        .anyMatch(k -> k.subject() == Topic.KNOWN_VALUE && k.owner().equals(member));
  }

  private static boolean isSame(@Nullable Fact one, @Nullable Fact two) {
    if (one == null || two == null) {
      return one == null && two == null;
    }
    if (one.subject() == Topic.TYPE && (isAny(one, two) || isAny(two, one))) {
      return true;
    }
    // Only hosts count; the names of their places depend on the page's language.
    return one.subject() == Topic.REGION || one.value().equals(two.value());
  }

  /** Returns whether one allows any value and the other lists several types. */
  private static boolean isAny(Fact one, Fact two) {
    return one.value().equals("any") && two.value().matches(".+[/|,，、].+");
  }

  private static Row.Kind kind(@Nullable Fact page, @Nullable Fact contract) {
    if (page == null) {
      return Row.Kind.ONLY_IN_CONTRACT;
    }
    return contract == null ? Row.Kind.ONLY_IN_PAGE : Row.Kind.DIFFERENT;
  }

  private static Row row(
      String operation,
      Row.Kind kind,
      @Nullable Fact page,
      @Nullable Fact contract,
      @Nullable String erratum) {
    Fact any = page != null ? page : Objects.requireNonNull(contract);
    return new Row(operation, any.subject(), any.name(), kind, null, page, contract, erratum);
  }
}
