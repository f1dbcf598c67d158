package dev.chatcontract.codegen;

/** The members of a response that tell success from failure. */
public record EnvelopeView(FieldView status, FieldView code, FieldView info) {}
