package dev.chatcontract.codegen.reference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.codegen.builder.ContractViews;
import dev.chatcontract.codegen.syntax.JavaText;
import dev.chatcontract.codegen.view.ApiView;
import dev.chatcontract.codegen.view.ClientView;
import dev.chatcontract.codegen.view.FieldView;
import dev.chatcontract.codegen.view.ModelView;
import dev.chatcontract.codegen.view.OpenEnumView;
import dev.chatcontract.codegen.view.OperationView;
import dev.chatcontract.codegen.view.RegionView;
import dev.chatcontract.codegen.view.TypeView;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.source.ContractException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes requests as Java code, with the names of the generated client. */
public final class JavaRequests {
  /** Arguments that are longer than this in total get one line each. */
  private static final int LINE = 60;

  private static final String STEP = "    ";

  private final List<RegionView> regions;
  private final Map<String, ModelView> models = new HashMap<>();
  private final Map<String, OpenEnumView> openEnums = new HashMap<>();
  private final Map<String, String> methods = new HashMap<>();
  private final Map<String, OperationView> operations = new HashMap<>();

  private JavaRequests(ClientView views) {
    regions = views.regions();
    views.models().forEach(model -> models.put(model.className(), model));
    views.openEnums().forEach(openEnum -> openEnums.put(openEnum.className(), openEnum));
    for (ApiView api : views.apis()) {
      for (OperationView operation : api.operations()) {
        operations.put(operation.name(), operation);
        methods.put(operation.name(), api.accessor() + "()." + operation.method());
      }
    }
  }

  /**
   * Returns the writer for one contract.
   *
   * @throws ContractException if no Java client can be generated from it
   */
  public static JavaRequests of(Contract contract) {
    return new JavaRequests(ContractViews.of(contract));
  }

  /** Returns the client's method, preceded by the accessor of its tag. */
  public String method(OperationDef operation) {
    return methods.getOrDefault(operation.name(), "");
  }

  /** Returns the class of the operation's response. */
  public String response(OperationDef operation) {
    return view(operation).response();
  }

  /** Returns the constant of the contract's first region, or null if there are no regions. */
  public @Nullable String region() {
    return regions.isEmpty() ? null : "Region." + regions.get(0).constant();
  }

  /**
   * Returns an expression that builds the request.
   *
   * @param checked whether the expression checks the contract's limits
   * @param indent the indentation of all lines but the first
   */
  public String request(OperationDef operation, JsonNode body, boolean checked, String indent) {
    return object(model(view(operation).request()), body, checked, indent);
  }

  private OperationView view(OperationDef operation) {
    OperationView view = operations.get(operation.name());
    if (view == null) {
      throw new IllegalArgumentException("not of this contract: " + operation.name());
    }
    return view;
  }

  private ModelView model(String className) {
    ModelView model = models.get(className);
    if (model == null) {
      throw new IllegalStateException("a field refers to no model: " + className);
    }
    return model;
  }

  private String object(ModelView model, JsonNode value, boolean checked, String indent) {
    List<Map.Entry<String, JsonNode>> members = List.copyOf(value.properties());
    List<FieldView> required = model.required();
    if (checked && model.request() && areAll(members, required)) {
      List<String> arguments = new ArrayList<>();
      for (int i = 0; i < required.size(); i++) {
        TypeView type = required.get(i).type();
        arguments.add(value(type, members.get(i).getValue(), true, indent + STEP));
      }
      return call(model.className() + ".of", arguments, indent);
    }
    Map<String, FieldView> fields = new HashMap<>();
    model.fields().forEach(field -> fields.put(field.wire(), field));
    String line = "\n" + indent + STEP;
    StringBuilder out = new StringBuilder(model.className()).append(".builder()");
    for (Map.Entry<String, JsonNode> member : members) {
      String wire = JavaText.literal(member.getKey());
      FieldView field = fields.get(member.getKey());
      out.append(line);
      if (field == null || !fits(field.type(), member.getValue())) {
        out.append(".otherMember(").append(wire).append(", ").append(tree(member.getValue()));
      } else {
        String text = value(field.type(), member.getValue(), checked, indent + STEP);
        out.append('.').append(field.name()).append('(').append(text);
      }
      out.append(')');
    }
    return out.append(line)
        .append('.')
        .append(checked ? "build" : model.unchecked())
        .append("()")
        .toString();
  }

  private boolean areAll(List<Map.Entry<String, JsonNode>> members, List<FieldView> fields) {
    boolean all = members.size() == fields.size();
    for (int i = 0; all && i < fields.size(); i++) {
      FieldView field = fields.get(i);
      Map.Entry<String, JsonNode> member = members.get(i);
      all = member.getKey().equals(field.wire()) && fits(field.type(), member.getValue());
    }
    return all;
  }

  /** Returns whether a setter of that type accepts the value. */
  private boolean fits(TypeView type, JsonNode value) {
    return switch (type.kind()) {
      case LIST -> value.isArray() && value.valueStream().allMatch(i -> fits(type.element(), i));
      case OPEN_ENUM -> openEnum(type).text() ? value.isTextual() : value.canConvertToLong();
      case STRING -> value.isTextual();
      case INT64 -> value.isIntegralNumber() && value.canConvertToLong();
      case INT32 -> value.isIntegralNumber() && value.canConvertToInt();
      case INTEGER -> value.isIntegralNumber();
      case DECIMAL -> value.isNumber();
      case BOOLEAN -> value.isBoolean();
      case TREE -> !value.isNull();
      case OBJECT, RECORD -> value.isObject();
      case MAP -> false; // Handled by otherMember: JSON is easier to read.
    };
  }

  private OpenEnumView openEnum(TypeView type) {
    OpenEnumView view = openEnums.get(type.className());
    if (view == null) {
      throw new IllegalStateException("a field refers to no class: " + type.className());
    }
    return view;
  }

  private String value(TypeView type, JsonNode value, boolean checked, String indent) {
    return switch (type.kind()) {
      case LIST -> {
        List<String> items = new ArrayList<>();
        value.forEach(item -> items.add(value(type.element(), item, checked, indent + STEP)));
        yield call("List.of", items, indent);
      }
      case OPEN_ENUM -> {
        String literal =
            value.isTextual() ? JavaText.literal(value.textValue()) : value.asText() + "L";
        yield openEnum(type).values().stream()
            .filter(known -> known.def().value().asText().equals(value.asText()))
            .map(known -> type.className() + "." + known.constant())
            .findFirst()
            .orElse(type.className() + ".of(" + literal + ")");
      }
      case STRING -> JavaText.literal(value.textValue());
      case INT64 -> value.asText() + "L";
      case INT32, BOOLEAN -> value.asText();
      case INTEGER -> "new java.math.BigInteger(\"" + value.asText() + "\")";
      case DECIMAL -> "new java.math.BigDecimal(\"" + value.decimalValue() + "\")";
      case TREE, OBJECT, MAP -> tree(value);
      case RECORD -> object(model(type.className()), value, checked, indent);
    };
  }

  private static String tree(JsonNode value) {
    // The full name, since a snippet has no imports.
    return "new com.fasterxml.jackson.databind.ObjectMapper().readTree("
        + JavaText.literal(value.toString())
        + ")";
  }

  private static String call(String method, List<String> arguments, String indent) {
    String all = String.join(", ", arguments);
    String line = "\n" + indent + STEP;
    return all.length() <= LINE && !all.contains("\n")
        ? method + "(" + all + ")"
        : method + "(" + line + String.join("," + line, arguments) + ")";
  }
}
