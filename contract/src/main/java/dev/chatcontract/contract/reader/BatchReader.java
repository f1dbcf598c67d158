package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
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
    fields.text(node, "items");
    int max = fields.integer(node, "max");
    PropertyDef field = members.member(node, "field", request, "request", "array");
    Integer maxItems = field == null ? null : field.limits().maxItems();
    Node maxNode = node.get("max");
    if (maxItems != null && maxItems != max && maxNode != null) {
      problems.add(
          "batch",
          maxNode.at(),
          "max is " + max + " but the list's maxItems is " + maxItems,
          "write the same number in both places");
    }
    SchemaDef element =
        members.element(members.member(node, "items", response, "response", "array"));
    String key = fields.text(node, "key");
    PropertyDef keyMember =
        element == null ? null : members.member(node, "key", element, "response's items", null);
    if (max < 1 && maxNode != null) {
      problems.add(
          "empty-range",
          maxNode.at(),
          "max is " + max + ": no request could carry anything",
          "write a number above 0");
    }
    if (field != null && keyMember != null) {
      checkKeys(node, field, keyMember);
    }
    return new BatchDef(
        fields.text(node, "field"), max, fields.text(node, "items"), key, node.at());
  }

  /** What is asked for and what names a result have to be of one type, or no two ever match. */
  private void checkKeys(Node node, PropertyDef field, PropertyDef key) {
    ValueDef asked = field.items();
    if (asked == null) {
      return;
    }
    if (!asked.type().equals("string") && !asked.type().equals("integer")) {
      problems.add(
          "batch",
          node.at(),
          "the elements of " + field.name() + " are of type " + asked.type(),
          "batch a list of texts or integers");
    } else if (!asked.type().equals(key.type()) || asked.width() != key.value().width()) {
      problems.add(
          "batch",
          node.at(),
          "the elements of " + field.name() + " and their key " + key.name() + " differ in type",
          "give both one type and format");
    }
  }

  @Nullable ItemErrorsDef itemErrors(Node operation, SchemaDef response) {
    Node node = fields.object(operation, "x-item-errors");
    if (node == null) {
      return null;
    }
    String items = fields.text(node, "items");
    SchemaDef element =
        members.element(members.member(node, "items", response, "response", "array"));
    if (element != null) {
      members.member(node, "code", element, "response's items", "integer");
      members.member(node, "info", element, "response's items", "string");
      members.member(node, "key", element, "response's items", null);
    }
    return new ItemErrorsDef(
        items,
        fields.text(node, "code"),
        fields.optionalText(node, "info"),
        fields.text(node, "key"),
        fields.integer(node, "success-code"),
        node.at());
  }
}
