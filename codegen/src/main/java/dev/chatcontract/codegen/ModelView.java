package dev.chatcontract.codegen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A record of the model package.
 *
 * @param wireName the schema's name as a string literal
 * @param doc Javadoc lines
 * @param fields in the order of the contract
 * @param request whether it is, or is part of, a request and so validates itself
 * @param rule calls that build what validation looks at
 * @param hidden wire names of the secrets in it, at any depth, as comma-separated literals
 */
public record ModelView(
    String className,
    String wireName,
    List<String> doc,
    List<FieldView> fields,
    boolean request,
    List<String> rule,
    String hidden)
    implements UnitView {
  /** Stands for a space at which no line ends; literals are ASCII and never hold it. */
  private static final char UNBROKEN = '\u00a0';

  /** Members that every value has. */
  public List<FieldView> required() {
    return fields.stream().filter(FieldView::required).toList();
  }

  public boolean hasRequired() {
    return fields.stream().anyMatch(FieldView::required);
  }

  public boolean hasSensitive() {
    return !sensitive().isEmpty();
  }

  /** Members of which a secret must not show in logs. */
  public List<FieldView> sensitive() {
    return fields.stream().filter(FieldView::sensitive).toList();
  }

  /** One mask of 64 bits for each started 64 members. */
  public List<MaskView> masks() {
    List<MaskView> masks = new ArrayList<>();
    for (int from = 0; from < fields.size(); from += 64) {
      masks.add(
          MaskView.of(masks.size(), fields.subList(from, Math.min(from + 64, fields.size()))));
    }
    return masks;
  }

  /** The builder method that builds without a check: the only one of a response. */
  public String unchecked() {
    return request ? "buildUnchecked" : "build";
  }

  /** Elements of its list of descriptions, with the end of that list. */
  public List<String> specs() {
    List<String> lines = new ArrayList<>();
    fields.forEach(f -> lines.addAll(f.spec()));
    if (lines.isEmpty()) {
      return List.of(");");
    }
    int end = lines.size() - 1;
    lines.set(end, lines.get(end) + ");");
    return lines;
  }

  /** The expression that builds its rule, with the end of the statement. */
  public List<String> demands() {
    List<String> lines = new ArrayList<>();
    lines.add("ObjectRule.of(" + className + "::otherMembers)");
    rule.forEach(line -> lines.add("    " + line));
    int end = lines.size() - 1;
    lines.set(end, lines.get(end) + ";");
    return lines;
  }

  /** The statement that calls the constructor, filled into lines. */
  public List<String> construction() {
    return filled("return new " + className + "(", f -> f.name() + ",", "others());");
  }

  /** Declarators of the encoded wire names, filled into lines. */
  public List<String> constants() {
    List<String> lines =
        filled(
            "private static final SerializedString ",
            f -> f.constant() + " = new SerializedString(" + f.wire() + "),",
            "");
    int end = lines.size() - 1;
    if (end >= 0) {
      lines.set(end, lines.get(end).replaceFirst(",$", ";"));
    }
    return lines;
  }

  /** The declaration of all encoded wire names in their order, filled into lines. */
  public List<String> names() {
    String all =
        fields.stream().map(FieldView::constant).collect(Collectors.joining(", ", "(", ");"));
    List<String> lines = new ArrayList<>();
    JavaText.wrap("private static final JsonNames NAMES = JsonNames.of" + all, 108, lines);
    return lines;
  }

  /** A builder's variables, those of one type together. */
  public List<String> declarations() {
    Map<String, List<String>> byType = new LinkedHashMap<>();
    for (FieldView field : fields) {
      byType.computeIfAbsent(field.type(), type -> new ArrayList<>()).add(field.name());
    }
    List<String> lines = new ArrayList<>();
    byType.forEach(
        (type, names) -> {
          String start = "private @Nullable " + type.replace(' ', UNBROKEN) + " ";
          JavaText.wrap(start + String.join(", ", names) + ";", 96, lines);
        });
    lines.replaceAll(line -> line.replace(UNBROKEN, ' '));
    return lines;
  }

  /** Statements that copy each member of a value {@code v}, filled into lines. */
  public List<String> copies() {
    return filled("", f -> f.name() + " = v." + f.name() + ";", "others(v.otherMembers);");
  }

  /** Parts, none of them broken, as lines; those after the first are indented. */
  private List<String> filled(String start, Function<FieldView, String> part, String end) {
    List<String> lines = new ArrayList<>();
    String all =
        start.replace(' ', UNBROKEN)
            + fields.stream()
                .map(f -> part.apply(f).replace(' ', UNBROKEN))
                .collect(Collectors.joining(" "))
            + " "
            + end;
    JavaText.wrap(all, 108, lines);
    lines.replaceAll(line -> line.replace(UNBROKEN, ' '));
    for (int i = 1; i < lines.size() && !start.isEmpty(); i++) {
      lines.set(i, "    " + lines.get(i));
    }
    return lines;
  }

  /** Whether the file has to import a type that not every record needs. */
  public boolean uses(String type) {
    String part = "\\b" + type + "\\b";
    Pattern pattern = Pattern.compile(part);
    return Stream.of(fields.stream().map(FieldView::type), rule.stream())
        .flatMap(s -> s)
        .anyMatch(text -> pattern.matcher(text).find());
  }

  @Override
  public String template() {
    return "record.vm";
  }

  @Override
  public boolean model() {
    return true;
  }
}
