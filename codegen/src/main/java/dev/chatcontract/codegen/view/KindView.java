package dev.chatcontract.codegen.view;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One of the kinds that an object held as a tree may be.
 *
 * @param field the member that holds it
 * @param by the member that tells kinds apart
 * @param value of that member
 * @param className the record of the kind
 * @param method reads it, and sets it
 */
public record KindView(
    FieldView field, FieldView by, JsonNode value, String className, String method) {}
