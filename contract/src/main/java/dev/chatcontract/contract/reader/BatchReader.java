package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.reader.MemberNames.Side;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code x-batch} and {@code x-item-errors}. */
final class BatchReader {
  private final MemberNames members;
  private final Fields fields;
  private final Problems problems;

  BatchReader(MemberNames members, Fields fields, Problems problems) {
    this.members = members;
    this.fields = fields;
    this.problems = problems;
  }

  @Nullable BatchDef batch(Node operation, @Nullable SchemaDef request, SchemaDef response) {
    Node node = fields.object(operation, "x-batch");
    if (node == null) {
      return null;
    }
    fields.text(node, "field");
    int max = fields.integer(node, "max");
    PropertyDef field = members.member(node, "field", request, Side.REQUEST, "array");
    Integer maxItems = field == null ? null : field.limits().maxItems();
    Node maxNode = node.get("max");
    if (maxItems != null && maxItems != max && maxNode != null) {
      problems.add(
          "batch",
          maxNode.at(),
          "max is " + max + " but the list's maxItems is " + maxItems,
          "write the same number in both places");
    }
    Integer minItems = field == null ? null : field.limits().minItems();
    if (minItems != null && minItems > 1) {
      problems.add(
          "batch",
          node.at(),
          "the list has minItems " + minItems + ", and the last part of a split one may have fewer",
          "leave minItems out, or x-batch");
    }
    String items = fields.optionalText(node, "items");
    String key = fields.optionalText(node, "key");
    if ((node.get("items") == null) != (node.get("key") == null)) {
      String there = node.get("items") == null ? "key" : "items";
      String other = node.get("items") == null ? "items" : "key";
      problems.add(
          "batch",
          node.at(),
          "x-batch has " + there + " but not " + other,
          "add " + other + ", or remove " + there + " if answers list no results");
    }
    SchemaDef element =
        members.element(members.member(node, "items", response, Side.RESPONSE, "array"));
    PropertyDef keyMember =
        element == null ? null : members.member(node, "key", element, Side.RESPONSE_ITEMS, null);
    if (max < 1 && maxNode != null) {
      problems.add(
          "empty-range",
          maxNode.at(),
          "max is " + max + ": no request could carry anything",
          "write a number above 0");
    }
    String fieldKey = fields.optionalText(node, "field-key");
    ValueDef requestKey = field == null ? null : requestKey(node, fieldKey, field);
    if (requestKey != null) {
      checkKeys(
          node,
          requestKey,
          (fieldKey == null ? "the elements" : fieldKey + " in the elements")
              + " of "
              + field.name(),
          keyMember);
    }
    return new BatchDef(fields.text(node, "field"), fieldKey, max, items, key, node.at());
  }

  /**
   * Returns the definition of a key in the request: an element of the list, or the member of it
   * named by {@code field-key}.
   */
  private @Nullable ValueDef requestKey(Node node, @Nullable String fieldKey, PropertyDef field) {
    if (fieldKey == null) {
      return field.items();
    }
    SchemaDef element = members.element(field);
    if (element == null || element.properties().isEmpty()) {
      problems.add(
          "batch",
          node.at(),
          "field-key is " + fieldKey + " but the elements of " + field.name() + " have no members",
          "refer to a schema with members, or remove field-key");
      return null;
    }
    PropertyDef key = members.member(node, "field-key", element, Side.REQUEST_ELEMENTS, null);
    if (key != null && !key.required()) {
      problems.add(
          "batch",
          node.at(),
          fieldKey + " may be absent from the elements of " + field.name(),
          "add it to required of " + element.name());
    }
    return key == null ? null : key.value();
  }

  /**
   * Checks that the keys of requests and of results have the same type; otherwise none would ever
   * match.
   *
   * @param key the key of a result, or null if answers list no results
   */
  private void checkKeys(Node node, ValueDef requestKey, String what, @Nullable PropertyDef key) {
    if (!requestKey.type().equals("string") && !requestKey.type().equals("integer")) {
      problems.add(
          "batch",
          node.at(),
          what + " are of type " + requestKey.type(),
          "batch a list of texts or integers, or of objects with field-key");
    } else if (key != null && differ(requestKey, key.value())) {
      problems.add(
          "batch",
          node.at(),
          what + " and their key " + key.name() + " differ in type",
          "give both one type and format");
    }
  }

  private static boolean differ(ValueDef one, ValueDef other) {
    return !one.type().equals(other.type())
        || one.width() != other.width()
        || !Objects.equals(values(one), values(other));
  }

  /** Returns the schema that lists the known values of a value; clients generate a type for it. */
  private static @Nullable String values(ValueDef value) {
    return value.knownValues().isEmpty() ? null : value.ref();
  }

  /**
   * Checks that failures in a list of their own have keys of the same type as the results, or as
   * the elements of the request if there are no results.
   */
  private void checkFailureKeys(
      Node node,
      ItemErrorsDef errors,
      @Nullable BatchDef batch,
      @Nullable SchemaDef request,
      SchemaDef response) {
    String listed = errors.items();
    if (batch == null || listed == null || batch.isOfResults(listed)) {
      return;
    }
    String items = batch.items();
    ValueDef asked =
        items == null
            ? request == null ? null : keyOf(request, batch.field(), batch.fieldKey())
            : keyOf(response, items, batch.key());
    ValueDef failures = keyOf(response, listed, errors.key());
    if (asked != null && failures != null && differ(asked, failures)) {
      problems.add(
          "item-errors",
          node.at(),
          "the keys of "
              + listed
              + " and those of "
              + (items == null ? batch.field() : items)
              + " differ in type",
          "give both one type and format");
    }
    if (items == null && !errors.successCodes().isEmpty()) {
      problems.add(
          "item-errors",
          node.at(),
          listed + " lists good results too, but x-batch says that there are none",
          "add items: " + listed + " and key to x-batch, or remove success-code");
    }
  }

  private @Nullable ValueDef keyOf(SchemaDef schema, String list, @Nullable String key) {
    PropertyDef items = schema.property(list);
    if (items == null || key == null) {
      return items == null ? null : items.items();
    }
    SchemaDef element = members.element(items);
    PropertyDef member = element == null ? null : element.property(key);
    return member == null ? null : member.value();
  }

  @Nullable ItemErrorsDef itemErrors(
      Node operation, @Nullable SchemaDef request, SchemaDef response, @Nullable BatchDef batch) {
    Node node = fields.object(operation, "x-item-errors");
    if (node == null) {
      return null;
    }
    String key = fields.optionalText(node, "key");
    String code = fields.optionalText(node, "code");
    if (node.get("items") == null && code != null) {
      return ofAnswer(operation, node, response, code);
    }
    String items = fields.text(node, "items");
    PropertyDef list = members.member(node, "items", response, Side.RESPONSE, "array");
    SchemaDef element = members.element(list);
    if (element != null && !element.properties().isEmpty()) {
      fields.text(node, "key");
      members.member(node, "code", element, Side.RESPONSE_ITEMS, "integer");
      members.member(node, "info", element, Side.RESPONSE_ITEMS, "string");
      members.member(node, "key", element, Side.RESPONSE_ITEMS, null);
    } else if (list != null && (key != null || code != null || node.get("info") != null)) {
      problems.add(
          "item-errors",
          node.at(),
          "the elements of " + items + " have no members, so they are the keys that failed",
          "remove key, code and info, or refer to a schema with members");
    }
    List<Long> success = successCodes(node);
    if (code == null && !success.isEmpty()) {
      problems.add(
          "item-errors",
          node.at(),
          "success-code says what a good code is, but nothing contains a code",
          "add code, or remove success-code: then every element of " + items + " failed");
    }
    ItemErrorsDef errors =
        new ItemErrorsDef(items, code, fields.optionalText(node, "info"), key, success, node.at());
    checkFailureKeys(node, errors, batch, request, response);
    return errors;
  }

  /** Reads a code that the answer itself has beside the envelope. */
  private ItemErrorsDef ofAnswer(Node operation, Node node, SchemaDef response, String code) {
    PropertyDef member = members.member(node, "code", response, Side.RESPONSE, "integer");
    members.member(node, "info", response, Side.RESPONSE, "string");
    List<Long> success = successCodes(node);
    if (node.get("key") != null) {
      problems.add(
          "item-errors",
          node.at(),
          "key names what items are told apart by, but there are no items",
          "add items, or remove key");
    }
    if (node.get("success-code") == null) {
      problems.add(
          "missing",
          node.at(),
          "the member success-code is missing",
          "add success-code: <number>, or items if a list has the codes");
    }
    if (member != null && member.required()) {
      problems.add(
          "item-errors",
          node.at(),
          "code names " + code + ", which every answer has, as the envelope does",
          "name the code beside the envelope, and leave it out of required");
    }
    if (!response.requiredOnSuccess().isEmpty()) {
      problems.add(
          "item-errors",
          node.at(),
          response.name()
              + " has x-required-on-success, but an answer whose "
              + code
              + " says that the call failed may lack those members",
          "remove x-required-on-success");
    }
    for (String several : List.of("x-batch", "x-pagination")) {
      if (operation.get(several) != null) {
        problems.add(
            "item-errors",
            node.at(),
            "the code " + code + " is that of one answer, but " + several + " combines several",
            "name the list of failures in items, or remove " + several);
      }
    }
    return new ItemErrorsDef(
        null, code, fields.optionalText(node, "info"), null, success, node.at());
  }

  /** Reads one code or several; without any, every item in the list failed. */
  private List<Long> successCodes(Node errors) {
    Node node = errors.get("success-code");
    if (node == null) {
      return List.of();
    }
    List<Long> codes = new ArrayList<>();
    for (Node one : node.isArray() ? node.elements() : List.of(node)) {
      if (one.toJson().isIntegralNumber()) {
        codes.add(one.toJson().longValue());
      } else {
        fields.wrong(one, "a whole number");
      }
    }
    return List.copyOf(codes);
  }
}
