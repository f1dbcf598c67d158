package dev.chatcontract.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.ErrorRangeDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.schema.AppliesWhen;
import dev.chatcontract.contract.schema.Condition;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.LimitWhen;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.RejectedValue;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.SourceDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The contract's operations and schemas, from which the page makes its forms. */
final class ContractJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Contract contract;

  ContractJson(Contract contract) {
    this.contract = contract;
  }

  /**
   * Returns whether an operation changes nothing, so that it may be sent to a live app without
   * confirmation; if the contract does not say, it counts as a change.
   */
  static boolean reads(OperationDef operation) {
    return operation.reads() && operation.effect() != null;
  }

  ObjectNode write() {
    ObjectNode json = NODES.objectNode();
    json.put("title", contract.info().title());
    json.put("version", contract.info().version());
    EnvelopeDef envelope = contract.envelope();
    if (envelope != null) {
      json.putObject("envelope")
          .put("status", envelope.status())
          .put("success", envelope.success())
          .put("code", envelope.code())
          .put("info", envelope.info());
    }
    ArrayNode operations = json.putArray("operations");
    contract.operations().forEach(operation -> operations.add(operation(operation)));
    ObjectNode schemas = json.putObject("schemas");
    contract.schemas().forEach((name, schema) -> schemas.set(name, schema(schema)));
    ArrayNode common = json.putArray("commonErrors");
    contract.commonErrors().forEach(error -> common.add(error(error)));
    return json;
  }

  private ObjectNode operation(OperationDef operation) {
    ObjectNode json = NODES.objectNode();
    json.put("name", operation.name());
    json.put("tag", operation.tag());
    json.put("summary", operation.summary());
    json.put("description", operation.description());
    json.put("method", operation.method());
    json.put("path", operation.path());
    json.put("reads", reads(operation));
    json.put("request", operation.request() == null ? null : operation.request().name());
    PaginationDef pages = operation.pagination();
    json.put("pages", pages != null);
    ArrayNode samples = json.putArray("samples");
    for (SampleDef sample : operation.requestSamples()) {
      samples
          .addObject()
          .put("id", sample.id())
          .put("summary", sample.summary())
          .put("sound", sample.violates().isEmpty())
          .put("text", sample.value().toString());
    }
    ArrayNode errors = json.putArray("errors");
    operation.errors().forEach(error -> errors.add(error(error)));
    return json;
  }

  /** Explains a code of an operation; if no list contains the code, explains its range. */
  ObjectNode explained(OperationDef operation, int code) {
    ErrorDef known = contract.error(operation, code);
    if (known != null) {
      return error(known);
    }
    ObjectNode json = NODES.objectNode();
    json.put("code", code);
    for (ErrorRangeDef range : contract.errorRanges()) {
      if (code >= range.from() && code <= range.to()) {
        json.put(
            "meaning",
            "The contract does not list it; codes "
                + range.from()
                + " to "
                + range.to()
                + " are "
                + range.meaning());
      }
    }
    if (!json.has("meaning")) {
      json.put("meaning", "The contract does not list it.");
    }
    return json;
  }

  private static ObjectNode error(ErrorDef error) {
    ObjectNode json = NODES.objectNode();
    json.put("code", error.code());
    json.put("name", error.name());
    json.put("meaning", error.meaning());
    json.put("action", error.action());
    json.put("class", error.errorClass().wire());
    json.put("retry", error.retry().wire());
    json.put("retryAfterSeconds", error.retryAfterSeconds());
    SourceDef source = error.source();
    if (source != null) {
      json.put("source", source.where() == null ? source.page() : source.where());
    }
    return json;
  }

  private static ObjectNode schema(SchemaDef schema) {
    ObjectNode json = value(schema.value());
    json.put("open", schema.open());
    ArrayNode properties = json.putArray("properties");
    for (PropertyDef property : schema.properties()) {
      properties
          .addObject()
          .put("name", property.name())
          .put("required", property.requiredInRequest())
          .set("value", value(property.value()));
    }
    return json;
  }

  private static ObjectNode value(ValueDef value) {
    ObjectNode json = NODES.objectNode();
    json.put("type", value.type());
    text(json, "format", value.format());
    text(json, "ref", value.ref());
    text(json, "unit", value.unit());
    text(json, "description", value.description());
    flag(json, "nullable", value.nullable());
    flag(json, "deprecated", value.deprecated());
    flag(json, "sensitive", value.sensitive());
    flag(json, "readOnly", value.readOnly());
    if (value.items() != null) {
      json.set("items", value(value.items()));
    }
    if (value.values() != null) {
      json.set("values", value(value.values()));
    }
    if (value.kinds() != null) {
      ObjectNode kinds = json.putObject("kinds").put("by", value.kinds().by());
      ObjectNode refs = kinds.putObject("refs");
      value.kinds().kinds().forEach(kind -> refs.put(kind.value(), kind.ref()));
    }
    flag(json, "bits", value.bits());
    if (value.example() != null) {
      json.set("example", value.example());
    }
    if (value.defaultValue() != null) {
      json.set("default", value.defaultValue());
    }
    if (!value.enumeration().isEmpty()) {
      value.enumeration().forEach(json.putArray("enum")::add);
    }
    for (KnownValue known : value.knownValues()) {
      json.withArray("/known")
          .addObject()
          .put("meaning", known.meaning())
          .set("value", known.value());
    }
    for (RejectedValue rejected : value.rejectedValues()) {
      json.withArray("/rejected")
          .addObject()
          .put("reason", rejected.reason())
          .set("value", rejected.value());
    }
    AppliesWhen applies = value.appliesWhen();
    if (applies != null) {
      json.putObject("applies")
          .put("reason", applies.reason())
          .set("when", condition(applies.when()));
    }
    limits(json, value.limits());
    for (LimitWhen limit : value.limitsWhen()) {
      ObjectNode further = json.withArray("/further").addObject();
      text(further, "reason", limit.reason());
      if (limit.when() != null) {
        further.set("when", condition(limit.when()));
      }
      limits(further, limit.limits());
    }
    return json;
  }

  private static ObjectNode condition(Condition condition) {
    ObjectNode json = NODES.objectNode();
    json.put("property", condition.property());
    json.put("text", condition.toString());
    ArrayNode in = json.putArray("in");
    condition.in().forEach(in::add);
    ArrayNode notIn = json.putArray("notIn");
    condition.notIn().forEach(notIn::add);
    return json;
  }

  private static void limits(ObjectNode json, Limits limits) {
    if (limits.equals(Limits.NONE)) {
      return;
    }
    ObjectNode out = json.putObject("limits");
    number(out, "minimum", limits.minimum());
    number(out, "maximum", limits.maximum());
    count(out, "minLength", limits.minLength());
    count(out, "maxLength", limits.maxLength());
    count(out, "maxBytes", limits.maxBytes());
    count(out, "minItems", limits.minItems());
    count(out, "maxItems", limits.maxItems());
    limits.patterns().forEach(pattern -> out.withArray("/patterns").add(pattern));
  }

  private static void text(ObjectNode json, String name, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      json.put(name, text);
    }
  }

  private static void flag(ObjectNode json, String name, boolean flag) {
    if (flag) {
      json.put(name, true);
    }
  }

  private static void number(ObjectNode json, String name, @Nullable BigDecimal number) {
    if (number != null) {
      json.set(name, (JsonNode) NODES.numberNode(number));
    }
  }

  private static void count(ObjectNode json, String name, @Nullable Integer count) {
    if (count != null) {
      json.put(name, count);
    }
  }
}
