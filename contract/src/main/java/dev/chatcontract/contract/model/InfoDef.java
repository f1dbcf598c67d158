package dev.chatcontract.contract.model;

import dev.chatcontract.contract.source.Place;

/** The contract's own title and version; the version is what a breaking change has to raise. */
public record InfoDef(String title, String version, String description, Place at) {}
