package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.EnvelopeDef;
import org.jspecify.annotations.Nullable;

/** Sample bodies for pages without any. */
final class Examples {
  private Examples() {}

  static ObjectNode required(Member request) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    for (Member member : request.members.values()) {
      if (member.required) {
        body.set(member.name, SchemaDrafts.example(member, MemberType.of(member).type()));
      }
    }
    return body;
  }

  static ObjectNode success(@Nullable EnvelopeDef envelope) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (envelope != null) {
      body.put(envelope.status(), envelope.success());
      body.put(envelope.code(), envelope.successCode());
      body.put(envelope.info(), "");
    }
    return body;
  }
}
