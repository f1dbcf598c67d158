package dev.chatcontract.contract.model;

import dev.chatcontract.contract.source.Place;

/** A group of operations, in the order of the root document. */
public record TagDef(String name, String description, Place at) {}
