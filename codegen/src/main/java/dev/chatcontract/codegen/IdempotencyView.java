package dev.chatcontract.codegen;

/** When an operation may be sent twice, as a Java expression of the run-time's type. */
public record IdempotencyView(String java) {}
