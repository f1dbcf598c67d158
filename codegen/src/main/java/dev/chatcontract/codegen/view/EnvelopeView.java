package dev.chatcontract.codegen.view;

/** The members of a response that tell success from failure. */
public record EnvelopeView(FieldView status, FieldView code, FieldView info) {}
