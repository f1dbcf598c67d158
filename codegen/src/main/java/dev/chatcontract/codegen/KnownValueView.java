package dev.chatcontract.codegen;

import java.util.List;

/** A documented value; {@code literal} is Java. */
public record KnownValueView(String constant, String literal, List<String> doc) {}
