package dev.chatcontract.codegen.view;

/** The response members that distinguish success from failure. */
public record EnvelopeView(FieldView status, FieldView code, FieldView info) {}
