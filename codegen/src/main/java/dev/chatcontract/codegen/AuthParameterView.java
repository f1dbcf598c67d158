package dev.chatcontract.codegen;

import java.util.List;

/**
 * A query parameter of every request.
 *
 * @param constant its constant, named after its role
 * @param name the query key as a literal
 * @param value the constant value as a literal, or empty
 * @param maximum the greatest value as a Java literal, or empty
 */
public record AuthParameterView(
    String constant, String name, String value, String maximum, List<String> doc) {}
