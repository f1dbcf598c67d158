package dev.chatcontract.codegen.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.codegen.view.ApiView;
import dev.chatcontract.codegen.view.ClientView;
import dev.chatcontract.codegen.view.CompanionView;
import dev.chatcontract.codegen.view.FieldView;
import dev.chatcontract.codegen.view.TypeView;
import dev.chatcontract.codegen.view.UnitView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Java syntax for templates: literals, Javadoc, types. A type of the contract is marked, and {@link
 * #finished} decides whether a file imports it or writes its full name.
 */
public final class JavaSyntax {
  /** The name of this object in templates. */
  public static final String KEY = "java";

  private final String apiPackage;
  private final String modelPackage;
  private final Map<String, Set<String>> generated = new HashMap<>();

  public JavaSyntax(ClientView client, String apiPackage, String modelPackage) {
    this.apiPackage = apiPackage;
    this.modelPackage = modelPackage;
    client.units().forEach(unit -> generated(packageOf(unit.home())).add(unit.className()));
    for (ApiView api : client.apis()) {
      generated(apiPackage).add(api.prefix() + "Client");
      generated(apiPackage).add(api.prefix() + "AsyncClient");
      generated(apiPackage).add("Default" + api.prefix() + "Client");
    }
  }

  private Set<String> generated(String javaPackage) {
    return generated.computeIfAbsent(javaPackage, name -> new HashSet<>());
  }

  public String packageOf(UnitView.Home home) {
    return switch (home) {
      case API -> apiPackage;
      case MODEL -> modelPackage;
      case INTERNAL -> modelPackage + ".internal";
    };
  }

  /** Finishes a template's output: resolves its imports and lays out its lines. */
  public String finished(String text) {
    return JavaLayout.of(JavaFile.of(text, generated));
  }

  /** Returns a string literal. */
  public String text(String text) {
    return JavaText.literal(text);
  }

  /** Returns string literals as arguments. */
  public String texts(List<String> texts) {
    return texts.stream().map(JavaText::literal).collect(Collectors.joining(", "));
  }

  /** Returns the literal of a scalar: a string, a boolean, or a number of any size. */
  public String scalar(JsonNode value) {
    return value.isNumber()
        ? "new BigDecimal(" + JavaText.literal(value.asText()) + ")"
        : value.isBoolean() ? value.asText() : JavaText.literal(value.asText());
  }

  /** Returns scalars as arguments. */
  public String scalars(List<JsonNode> values) {
    return values.stream().map(this::scalar).collect(Collectors.joining(", "));
  }

  /** Returns a JSON value as an expression of a member's Java type. */
  public String value(TypeView type, JsonNode value) {
    return switch (type.kind()) {
      case STRING -> JavaText.literal(value.asText());
      case INT32 -> Integer.toString(value.asInt());
      case INT64 -> value.asLong() + "L";
      case BOOLEAN -> Boolean.toString(value.asBoolean());
      case INTEGER -> "new BigInteger(" + JavaText.literal(value.asText()) + ")";
      case DECIMAL -> "new BigDecimal(" + JavaText.literal(value.asText()) + ")";
      default ->
          type(type)
              + ".of("
              + (value.isTextual() ? JavaText.literal(value.asText()) : value.asLong() + "L")
              + ")";
    };
  }

  /** Converts an expression of type {@code Long} to a member's Java type. */
  public String fromLong(TypeView type, String expression) {
    return switch (type.kind()) {
      case INT64 -> expression;
      case INT32 -> "Math.toIntExact(" + expression + ")";
      case INTEGER -> "BigInteger.valueOf(" + expression + ")";
      default -> type(type) + ".of(" + expression + ")";
    };
  }

  /** Returns text as one line of Javadoc. */
  public String html(String text) {
    return JavaText.html(text.strip().replaceAll("\\s+", " "));
  }

  /** Returns text as paragraphs of Javadoc. */
  public String doc(String text) {
    return String.join("\n\n", JavaText.paragraphs(text));
  }

  /** Returns a class of the client's package. */
  public String api(String className) {
    return JavaFile.marked(apiPackage + "." + className);
  }

  /** Returns a class of the model package. */
  public String model(String className) {
    return JavaFile.marked(modelPackage + "." + className);
  }

  /** Returns the class that reads and writes a record. */
  public String json(String className) {
    return internal(CompanionView.Kind.JSON, className);
  }

  /** Returns the class with the rules for a record in a request. */
  public String rules(String className) {
    return internal(CompanionView.Kind.RULES, className);
  }

  /** Returns the class that describes a record. */
  public String fields(String className) {
    return internal(CompanionView.Kind.FIELDS, className);
  }

  private String internal(CompanionView.Kind kind, String className) {
    return JavaFile.marked(modelPackage + ".internal." + kind.className(className));
  }

  /** States that a class of the file inherits types of these names. */
  public String inherited(List<String> names) {
    return names.stream().map(JavaFile::taken).collect(Collectors.joining());
  }

  /** Returns the type that variables are declared with. */
  public String type(TypeView type) {
    return type(type, this::model);
  }

  /** Returns the class of such a type, for use in Javadoc links. */
  public String rawType(TypeView type) {
    return type(type).replaceFirst("<.*", "");
  }

  /** Returns a type for messages and for people, without a mark. */
  public static String plain(TypeView type) {
    return type(type, UnaryOperator.identity());
  }

  private static String type(TypeView type, UnaryOperator<String> models) {
    return switch (type.kind()) {
      case STRING -> "String";
      case INT32 -> "Integer";
      case INT64 -> "Long";
      case INTEGER -> "BigInteger";
      case DECIMAL -> "BigDecimal";
      case BOOLEAN -> "Boolean";
      case TREE, OBJECT -> "JsonNode";
      case RECORD, OPEN_ENUM -> models.apply(type.className());
      case LIST -> "List<" + argument(type.element(), models) + ">";
      case MAP -> "Map<String, " + argument(type.element(), models) + ">";
    };
  }

  private static String argument(TypeView type, UnaryOperator<String> models) {
    return (type.nullable() ? "@Nullable " : "") + type(type, models);
  }

  /** Returns the name of the run-time's methods that read and write a member of that type. */
  public String method(TypeView type) {
    return switch (type.kind()) {
      case STRING -> "string";
      case INT32 -> "int32OrNull";
      case INT64 -> "int64OrNull";
      case DECIMAL -> "decimal";
      case BOOLEAN -> "boolOrNull";
      case TREE, OBJECT -> "node";
      case LIST -> "list";
      case INTEGER, RECORD, OPEN_ENUM, MAP -> "object";
    };
  }

  /** Returns the method that reads a member; it rejects null where null has no meaning. */
  public String reader(FieldView field) {
    if (field.type().kind() == TypeView.Kind.OBJECT) {
      return "objectNode";
    }
    String method = method(field.type());
    return field.refusesNull() ? method.replace("OrNull", "") : method;
  }

  /** Returns the codec for reading and writing a member: for a list, the codec of its elements. */
  public String memberCodec(TypeView type) {
    return type.list() ? codec(type.element()) : bare(type);
  }

  /** Returns the codec of a list's element or a map's value. */
  public String codec(TypeView type) {
    return type.nullable() ? bare(type) + ".nullable()" : bare(type);
  }

  private String bare(TypeView type) {
    return switch (type.kind()) {
      case STRING -> "JsonCodec.STRING";
      case INT32 -> "JsonCodec.INT32";
      case INT64 -> "JsonCodec.INT64";
      case INTEGER -> "JsonCodec.INTEGER";
      case DECIMAL -> "JsonCodec.DECIMAL";
      case BOOLEAN -> "JsonCodec.BOOLEAN";
      case TREE -> "JsonCodec.NODE";
      case OBJECT -> "JsonCodec.OBJECT";
      case RECORD -> json(type.className()) + ".CODEC";
      case OPEN_ENUM -> model(type.className()) + ".CODEC";
      case LIST -> codec(type.element()) + ".list()";
      case MAP -> codec(type.element()) + ".map()";
    };
  }
}
