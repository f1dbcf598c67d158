package dev.chatcontract.codegen;

/** The members that tell success from failure; texts are string literals. */
public record EnvelopeView(
    String status, String success, String code, long successCode, String info) {}
