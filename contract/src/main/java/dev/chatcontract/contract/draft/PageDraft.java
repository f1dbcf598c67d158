package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.GroupTypeDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.Reads;
import dev.chatcontract.contract.model.RegionDef;
import dev.chatcontract.contract.page.Fact;
import dev.chatcontract.contract.page.Page;
import dev.chatcontract.contract.page.PageException;
import dev.chatcontract.contract.page.PageReader;
import dev.chatcontract.contract.page.Topic;
import dev.chatcontract.contract.page.layout.Statement;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Node;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The draft of an operation.
 *
 * @param operation the command of the operation
 * @param files the text of each file by its name relative to the root file, which is included
 * @param questions the questions that the author has to answer
 */
public record PageDraft(String operation, Map<String, String> files, List<Question> questions) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /**
   * Drafts an operation from a page.
   *
   * @param document the contract to which the operation is added
   * @param rootText the text of its root file
   * @throws PageException if the file is not a page, or the contract already has the operation
   */
  public static PageDraft of(
      ContractDocument document, String rootText, String name, ByteBuffer bytes) {
    Contract contract = ContractReader.of(document);
    Page page = PageReader.read(name, bytes, (path, request) -> Set.of());
    String operation = page.operation();
    OperationDef existing = contract.operation(operation);
    if (existing != null) {
      throw new PageException(
          name
              + ": the contract has "
              + operation
              + " already ("
              + existing.at().file()
              + "); compare the page with it: contract page compare");
    }
    return new Drafting(document, contract, page, operation, false).draft(rootText);
  }

  /**
   * Drafts an operation without a page; texts to be written begin with {@code Unwritten.MARK}.
   *
   * @param path the path of the operation, with a leading slash
   * @throws PageException if the contract already has the path or the operation
   */
  public static PageDraft blank(ContractDocument document, String rootText, String path) {
    Contract contract = ContractReader.of(document);
    Page page =
        new Page(
            path,
            path.substring(1),
            Set.of(),
            null,
            false,
            Map.of(),
            Map.of(),
            Set.of(),
            List.of());
    for (OperationDef other : contract.operations()) {
      if (other.path().equals(path) || other.name().equals(page.operation())) {
        throw new PageException(
            path + ": the contract has " + other.name() + " already (" + other.at() + ")");
      }
    }
    return new Drafting(document, contract, page, page.operation(), true).draft(rootText);
  }

  private static final class Drafting {
    private final ContractDocument document;
    private final Contract contract;
    private final Page page;
    private final String operation;
    private final String service;
    private final String source;
    private final List<Question> questions = new ArrayList<>();
    private final DraftFile file;
    private final boolean blank;

    Drafting(
        ContractDocument document, Contract contract, Page page, String operation, boolean blank) {
      this.blank = blank;
      this.document = document;
      this.contract = contract;
      this.page = page;
      this.operation = operation;
      String[] steps = page.path().split("/", -1);
      this.service = steps[steps.length - 2];
      this.source = "page-" + operation.replaceAll("[^A-Za-z0-9]+", "-");
      this.file = new DraftFile("operations/" + operation + ".yaml", page.file(), questions);
    }

    PageDraft draft(String rootText) {
      SchemaDrafts schemas =
          new SchemaDrafts(contract, Wording.pascal(operation), source, page.file(), questions);
      SampleDrafts samples = new SampleDrafts(contract, operation, source, page, questions);
      Member request = Member.body(page, true);
      Member response = Member.body(page, false);
      Map<String, DraftFile> requests = samples.of(true, Examples.required(request));
      Map<String, DraftFile> responses = samples.of(false, Examples.success(contract.envelope()));

      ObjectNode method = file.root.putObject("post");
      head(method);
      facts(method, request, response);
      ObjectNode content = method.putObject("requestBody").put("required", true);
      content.put(
          "description",
          blank
              ? Unfilled.text("what the request holds")
              : "What to do, as the page of the operation says.");
      content(content, schemas, schemas.body(request, true), requests);
      ObjectNode answer = method.putObject("responses").putObject("200");
      answer.put("description", "The call was answered; the envelope says how it went.");
      content(answer, schemas, schemas.body(response, false), responses);

      if (blank) {
        schemas.files().values().forEach(Unfilled::description);
        requests.values().forEach(Unfilled::sample);
        responses.values().forEach(Unfilled::sample);
      }
      Map<String, String> files = new LinkedHashMap<>();
      files.put(file.name, file.yaml());
      schemas.files().values().forEach(f -> files.put(f.name, f.yaml()));
      requests.values().forEach(f -> files.put(f.name, f.yaml()));
      responses.values().forEach(f -> files.put(f.name, f.yaml()));
      String root = document.files().get(0);
      files.put(
          root,
          new RootFile(document, rootText)
              .with(page.path(), file.name, tag(), source, page.date()));
      return new PageDraft(operation, files, List.copyOf(questions));
    }

    private void head(ObjectNode method) {
      method.put("operationId", operation);
      method.putArray("tags").add(tag());
      method.put(
          "summary",
          blank
              ? Unfilled.text("what it does, in a few words")
              : Wording.sentence(Wording.words(operation)));
      method.put(
          "description",
          blank
              ? Unfilled.text("what callers have to know")
              : "The operation "
                  + operation
                  + " of the service "
                  + service
                  + ", drafted from its page.");
    }

    /**
     * Returns the tag of another operation of the same service, otherwise a new one for the
     * service.
     */
    private String tag() {
      for (OperationDef other : contract.operations()) {
        if (other.path().contains("/" + service + "/")) {
          return other.tag();
        }
      }
      return service;
    }

    private void facts(ObjectNode method, Member request, Member response) {
      method.set("x-source", file.source(source, ""));
      Fact stated = page.facts().get(Fact.Key.of(Topic.RATE, ""));
      ObjectNode limit = method.putObject("x-rate-limit");
      if (stated != null && stated.statement() instanceof Statement.Rate rate) {
        limit.put("calls", rate.calls()).put("per-seconds", rate.seconds());
      } else {
        limit.put("calls", 1).put("per-seconds", 1);
        ask(
            method,
            "How often may it be called?",
            "The page does not say; the draft assumes one a second.");
      }
      perKey(method, limit, request);
      limit.set("source", file.source(source, ""));
      method.putObject("x-idempotent-when").put(Reads.is(operation) ? "always" : "never", true);
      ObjectNode items = ItemOutcomes.of(response);
      if (items != null) {
        method.set("x-item-errors", items);
      }
      regions(method);
      groupTypes(method);
      if (page.isGet()) {
        file.ask(
            method,
            "Does it take a POST? The page mentions a GET, which clients here do not send.");
      }
      ObjectNode batch = Batches.of(page, request, response);
      if (batch == null && items != null) {
        batch = Batches.withoutResults(request, response, contract.envelope(), items);
      }
      if (batch != null) {
        method.set("x-batch", batch);
      } else if (items == null && !blank) {
        String several = Batches.question(request, response, contract.envelope());
        if (several != null) {
          file.ask(method, several);
        }
      }
      ObjectNode pages = batch == null ? PagingGuess.of(request, response) : null;
      String open = pages == null ? PagingGuess.question(request, response) : null;
      if (pages != null) {
        method.set("x-pagination", pages);
      } else if (open != null) {
        file.ask(method, open);
      }
      CodeDrafts drafts = new CodeDrafts(contract, page, source);
      ArrayNode codes = drafts.rows(file);
      drafts.questions().forEach(question -> file.ask(method, question));
      if (blank) {
        codes.add(Unfilled.code(file.source(source, "")));
      } else if (codes.isEmpty()) {
        file.ask(method, "Which codes may it answer? The page lists none.");
      }
      method.set("x-error-codes", codes);
      ArrayNode parameters = parameters();
      if (!parameters.isEmpty()) {
        method.set("parameters", parameters);
      }
    }

    /**
     * Adds the rate for calls about the same group or user if one member of the request names it;
     * otherwise asks.
     */
    private void perKey(ObjectNode method, ObjectNode limit, Member request) {
      for (Fact fact : page.facts().values()) {
        if (fact.subject() != Topic.RATE
            || fact.name().isEmpty()
            || !(fact.statement() instanceof Statement.Rate rate)) {
          continue;
        }
        boolean group = fact.name().endsWith("group");
        List<String> named =
            request.members.values().stream()
                .filter(m -> m.required)
                .filter(m -> MemberType.of(m).type().equals("string"))
                .map(m -> m.name)
                .filter(n -> group ? n.matches("(?i)group_?id") : n.endsWith("_Account"))
                .toList();
        if (named.size() == 1) {
          limit
              .putObject("per-key")
              .put("member", named.get(0))
              .put("calls", rate.calls())
              .put("per-seconds", rate.seconds());
        } else {
          file.ask(
              method,
              "Which member of the request names what the rate of "
                  + rate.text()
                  + " "
                  + fact.name()
                  + " holds for (per-key in x-rate-limit)?");
        }
      }
    }

    private void ask(ObjectNode method, String question, String ofPage) {
      file.ask(method, blank ? question : question + " " + ofPage);
    }

    private void regions(ObjectNode method) {
      Set<String> hosts = new TreeSet<>(page.hosts());
      for (Fact fact : page.facts().values()) {
        if (fact.subject() == Topic.REGION) {
          hosts.add(fact.name());
        }
      }
      ArrayNode regions = NODES.arrayNode();
      for (RegionDef region : contract.regions()) {
        if (hosts.remove(region.url().replaceFirst("^https?://", ""))) {
          regions.add(region.id());
        }
      }
      hosts.removeIf(host -> !host.contains(".") || host.matches("x+\\..*|.*\\.x+|.*example.*"));
      if (!hosts.isEmpty()) {
        file.ask(
            method,
            "Which region is " + String.join(", ", hosts) + "? The contract has no such server.");
      }
      if (regions.isEmpty() && !contract.regions().isEmpty()) {
        regions.add(contract.regions().get(0).id());
        ask(method, "In which regions is it served?", "The page names none that the contract has.");
      }
      if (!regions.isEmpty()) {
        method.set("x-documented-regions", regions);
      }
    }

    private void groupTypes(ObjectNode method) {
      Map<String, String> aliases = new LinkedHashMap<>();
      for (OperationDef other : contract.operations()) {
        for (GroupTypeDef type : other.groupTypes()) {
          if (type.alias() != null) {
            aliases.put(type.type(), type.alias());
          }
        }
      }
      ArrayNode types = NODES.arrayNode();
      for (Fact fact : page.facts().values()) {
        if (fact.subject() == Topic.GROUP_TYPE) {
          ObjectNode type = types.addObject().put("type", fact.name());
          type.put(
              "supported", fact.statement() instanceof Statement.Choice choice && choice.yes());
          if (aliases.containsKey(fact.name())) {
            type.put("alias", aliases.get(fact.name()));
          }
        }
      }
      if (!types.isEmpty()) {
        method.set("x-group-types", types);
      }
    }

    private ArrayNode parameters() {
      ArrayNode parameters = NODES.arrayNode();
      Node shared = document.root().find("/components/parameters");
      if (shared != null) {
        for (Node parameter : shared.members().values()) {
          if (parameter.at().file().contains("/")) {
            parameters.addObject().put("$ref", "../" + parameter.at().file());
          }
        }
      }
      return parameters;
    }

    private static void content(
        ObjectNode holder, SchemaDrafts schemas, String schema, Map<String, DraftFile> samples) {
      ObjectNode json = holder.putObject("content").putObject("application/json");
      json.putObject("schema").put("$ref", schemas.path(schema, "operations/"));
      json.set("examples", SampleDrafts.references(samples));
    }
  }
}
