package dev.chatcontract.codegen;

/** Java expressions that read the envelope of a response {@code r}. */
public record EnvelopeAccessView(String status, String code, String info) {}
