package dev.chatcontract.codegen;

import dev.chatcontract.codegen.syntax.JavaSyntax;
import dev.chatcontract.codegen.view.ClientView;
import dev.chatcontract.codegen.view.CompanionView;
import dev.chatcontract.codegen.view.ModelView;
import dev.chatcontract.codegen.view.UnitView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.openapitools.codegen.api.TemplatingExecutor;

/** The output of the templates for a view, on one line: line breaks are tested elsewhere. */
final class Rendered {
  private static final Path TEMPLATES = Path.of("src/main/resources/chat-java");

  private final ClientView client;

  Rendered(ClientView client) {
    this.client = client;
  }

  String operations() {
    return text("operations.vm", Map.of())
        + client.operations().stream().map(this::unit).collect(Collectors.joining());
  }

  String unit(UnitView unit) {
    return text(unit.template(), Map.of("unit", unit));
  }

  /** The calls that build a record's rule. */
  String rules(ModelView model) {
    String text = unit(new CompanionView(CompanionView.Kind.RULES, model));
    String start = "ObjectRule.of(" + model.className() + "::otherMembers)";
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf("; private", from));
  }

  private String text(String template, Map<String, Object> more) {
    Map<String, Object> bundle = new HashMap<>(more);
    bundle.put("client", client);
    bundle.put(JavaSyntax.KEY, new JavaSyntax(client, "a.api", "a.model"));
    bundle.put("apiPackage", "a.api");
    bundle.put("modelPackage", "a.model");
    return new VelocityTemplatingEngine()
        .compileTemplate(new Templates(), bundle, template)
        .replaceAll("\\s+", " ")
        .replaceAll("(?<=\\() | (?=[.)])", "");
  }

  private static final class Templates implements TemplatingExecutor {
    @Override
    public String getFullTemplateContents(String name) {
      try {
        return Files.readString(TEMPLATES.resolve(name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Path getFullTemplatePath(String name) {
      return TEMPLATES.resolve(name);
    }
  }
}
