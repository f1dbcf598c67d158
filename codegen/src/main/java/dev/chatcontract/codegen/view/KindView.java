package dev.chatcontract.codegen.view;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One of the kinds of an object that is held as a tree.
 *
 * @param field the member that holds the object
 * @param by the member that determines the kind
 * @param value the value of {@code by} for this kind
 * @param className the record of the kind
 * @param method the name of its getter and setter
 */
public record KindView(
    FieldView field, FieldView by, JsonNode value, String className, String method) {}
