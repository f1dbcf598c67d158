package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.model.AuthParameterDef;
import dev.chatcontract.contract.model.AuthRole;
import dev.chatcontract.contract.schema.ValueDef;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import dev.chatcontract.contract.source.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the query parameters that the signer sets, and rejects those that it cannot set. */
final class SecurityReader {
  private final Node root;
  private final Components components;
  private final SchemaReader schemas;
  private final Fields fields;
  private final Problems problems;

  SecurityReader(
      Node root, Components components, SchemaReader schemas, Fields fields, Problems problems) {
    this.root = root;
    this.components = components;
    this.schemas = schemas;
    this.fields = fields;
    this.problems = problems;
  }

  /**
   * Returns the query parameters of an operation: those of its security first, then its parameters.
   */
  List<AuthParameterDef> auth(Node item, Node operation) {
    Map<String, AuthParameterDef> auth = new LinkedHashMap<>();
    Node common = root.get("security");
    Node own = operation.get("security");
    Node security = own == null ? common : own;
    if (own != null && !names(own).equals(names(common))) {
      problems.add(
          "operation-security",
          own.at(),
          "the operation is not signed as the root says",
          "leave security to the root; every call is signed the same way");
    }
    if (security != null) {
      Node holder = own == null ? root : operation;
      List<Node> requirements = fields.objects(holder, "security");
      refuseAlternatives(security);
      for (Node requirement : requirements) {
        requirement.members().forEach((name, scopes) -> scheme(name, scopes, auth));
      }
    }
    List<Node> parameters = new ArrayList<>(fields.objects(item, "parameters"));
    parameters.addAll(fields.objects(operation, "parameters"));
    for (Node reference : parameters) {
      Node parameter = components.follow(reference, "parameters");
      AuthParameterDef def = parameter(parameter);
      auth.put(def.name(), def);
    }
    return List.copyOf(auth.values());
  }

  private static Set<String> names(@Nullable Node security) {
    Set<String> names = new LinkedHashSet<>();
    if (security != null) {
      security.elements().forEach(requirement -> names.addAll(requirement.members().keySet()));
    }
    return names;
  }

  private void refuseAlternatives(Node security) {
    boolean optional = security.elements().stream().anyMatch(each -> each.members().isEmpty());
    if (security.elements().size() > 1 || optional) {
      problems.add(
          "security-alternatives",
          security.at(),
          "security leaves a choice between several ways, or none",
          "write one requirement that holds all keys that go together");
    }
  }

  private void scheme(String name, Node scopes, Map<String, AuthParameterDef> auth) {
    Node scheme = components.section("securitySchemes").get(name);
    if (scheme == null) {
      problems.add(
          "ref-missing",
          scopes.at(),
          "the security scheme " + name + " does not exist",
          Spelling.advice(name, components.section("securitySchemes").keySet()));
    } else if (!"apiKey".equals(scheme.text("type"))) {
      problems.add(
          "parameter",
          scheme.at(),
          "the security scheme " + name + " is not a key in the query",
          "write type: apiKey, in: query");
    } else {
      if (!scopes.isArray() || !scopes.elements().isEmpty()) {
        problems.add(
            "parameter",
            scopes.at(),
            "the key " + name + " has scopes, which OpenAPI 3.0 knows of OAuth alone",
            "write " + name + ": []");
      }
      AuthParameterDef parameter = parameter(scheme);
      AuthParameterDef other = auth.putIfAbsent(parameter.name(), parameter);
      if (other != null && !other.at().equals(parameter.at())) {
        problems.add(
            "parameter",
            parameter.at(),
            "the key " + parameter.name() + " is that of " + other.at() + " too",
            "give each key a name of its own");
      }
    }
  }

  private AuthParameterDef parameter(Node node) {
    String name = fields.text(node, "name");
    if (!"query".equals(node.text("in"))) {
      problems.add(
          "parameter",
          node.at(),
          "the parameter " + name + " is not sent in the query",
          "write in: query; anything else belongs into the body");
    } else if (node.get("x-auth-role") == null) {
      problems.add(
          "parameter",
          node.at(),
          "the parameter " + name + " has no x-auth-role: the signer alone sends query parameters",
          "say which value the signer puts there, or move the member into the body");
    }
    Node content = node.get("content");
    if (content != null) {
      problems.add(
          "parameter",
          content.at(),
          "content of the parameter " + name + " would be ignored",
          "write schema instead");
    }
    Node schema = fields.object(node, "schema");
    ValueDef value = schemas.value(schema == null ? Node.object(node.at(), Map.of()) : schema);
    return new AuthParameterDef(
        name,
        node.get("x-auth-role") == null
            ? AuthRole.FORMAT
            : fields.constant(
                node, "x-auth-role", AuthRole.values(), AuthRole::wire, AuthRole.FORMAT),
        value,
        value.enumeration().size() == 1 ? value.enumeration().get(0).asText() : null,
        fields.flag(node, "x-sensitive") || value.sensitive(),
        fields.textOr(node, "description", "").strip(),
        node.at());
  }
}
