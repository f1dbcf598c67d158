package dev.chatcontract.contract;

/** A group of operations, in the order of the root document. */
public record TagDef(String name, String description, Place at) {}
