package dev.chatcontract.conformance.corpus.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The JSON Schemas of cases and of case templates. */
public final class CaseSchemas {
  private static final String RESOURCES = "/dev/chatcontract/conformance/cases/";

  private CaseSchemas() {}

  private static final class Loaded {
    static final Schema CASE = load("case.schema.json");
    static final Schema TEMPLATE = load("case-template.schema.json");
  }

  /** Returns how a case violates its schema; empty if it does not. */
  public static List<String> caseProblems(JsonNode tree) {
    return Loaded.CASE.validate(tree).stream().map(CaseSchemas::problem).toList();
  }

  /** Rejects a template file that violates its schema, and names the line. */
  public static void template(String file, String source, JsonNode root) {
    List<Error> errors = Loaded.TEMPLATE.validate(root);
    if (!errors.isEmpty()) {
      throw new CorpusException(
          file, errors.stream().map(error -> problem(error) + near(source, root, error)).toList());
    }
  }

  /** Returns the first line, counted from 1, of a text that contains this; 1 if none does. */
  public static int lineOf(String source, String part) {
    int line = 1;
    for (String text : source.split("\n", -1)) {
      String trimmed = text.strip();
      if (trimmed.equals(part) || trimmed.equals("- " + part)) {
        return line;
      }
      line++;
    }
    return 1;
  }

  private static String near(String source, JsonNode root, Error error) {
    NodePath at = error.getInstanceLocation();
    if (at.getNameCount() < 2
        || !at.getElement(0).equals("cases")
        || !(at.getElement(1) instanceof Integer index)) {
      return "";
    }
    String name = root.path("cases").path(index).path("name").asText();
    return " (case \"" + name + "\", line " + lineOf(source, "name: " + name) + ")";
  }

  private static String problem(Error error) {
    return error.getInstanceLocation() + ": " + error.getMessage();
  }

  private static Schema load(String name) {
    try (InputStream in = CaseSchemas.class.getResourceAsStream(RESOURCES + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + RESOURCES + name);
      }
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(CaseJson.MAPPER.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
