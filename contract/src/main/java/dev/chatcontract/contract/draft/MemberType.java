package dev.chatcontract.contract.draft;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The type of a member.
 *
 * @param type the type in JSON Schema; empty if any value is allowed
 * @param question the question that the author has to answer, or null
 */
record MemberType(String type, @Nullable String question) {
  static final String ANY = "";

  static MemberType of(Member member) {
    Set<String> stated = stated(member.stated);
    Set<String> shown = new LinkedHashSet<>(member.kinds);
    if (shown.contains("number")) {
      shown.remove("integer");
    }
    if (shown.size() > 1 || (stated.size() > 1 && shown.isEmpty())) {
      return new MemberType(ANY, null);
    }
    if (shown.isEmpty()) {
      return stated.isEmpty()
          ? new MemberType(ANY, "Which type has " + member.name + "? The page gives none.")
          : new MemberType(stated.iterator().next(), null);
    }
    String kind = shown.iterator().next();
    if (stated.size() > 1) {
      return new MemberType(ANY, null);
    }
    if (stated.isEmpty() || stated.contains(kind)) {
      return new MemberType(kind, null);
    }
    String word = stated.iterator().next();
    if (isNumber(word) && isNumber(kind)) {
      // A code is a whole number, whatever the table calls it.
      boolean whole = kind.equals("integer") && member.name.endsWith("Code");
      return new MemberType(whole ? "integer" : "number", null);
    }
    if (kind.equals("object") || (kind.equals("array") && !member.example.isEmpty())) {
      return new MemberType(kind, null);
    }
    if (kind.equals("string") && isNumber(word) && !isNumeral(member)) {
      return new MemberType(kind, null);
    }
    return new MemberType(
        ANY,
        "Is "
            + member.name
            + " of type "
            + word
            + ", as the table says, or "
            + kind
            + ", as a sample shows?");
  }

  private static boolean isNumber(String type) {
    return type.equals("integer") || type.equals("number");
  }

  private static boolean isNumeral(Member member) {
    return member.example.asText().matches("-?\\d+(?:\\.\\d+)?");
  }

  /** Returns the types that the table's word means; empty if it is not the name of a type. */
  private static Set<String> stated(@Nullable String word) {
    Set<String> types = new LinkedHashSet<>();
    if (word == null) {
      return types;
    }
    for (String part : word.toLowerCase(Locale.ROOT).split("[/|,，、]|\\bor\\b|或", -1)) {
      String type =
          switch (part.strip().replaceAll("_t$", "")) {
            case "string", "bytes", "text" -> "string";
            case "integer",
                "int",
                "int8",
                "int16",
                "int32",
                "int64",
                "uint8",
                "uint16",
                "uint32",
                "uint64",
                "long",
                "timestamp" ->
                "integer";
            case "number", "float", "double" -> "number";
            case "boolean", "bool" -> "boolean";
            case "array", "list" -> "array";
            case "object", "json", "map" -> "object";
            default -> part.strip().matches("array\\b.*|list\\b.*|.*\\[]") ? "array" : "";
          };
      if (!type.isEmpty()) {
        types.add(type);
      }
    }
    return types;
  }
}
