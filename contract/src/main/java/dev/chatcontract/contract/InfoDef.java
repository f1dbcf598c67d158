package dev.chatcontract.contract;

/** The contract's own title and version; the version is what a breaking change has to raise. */
public record InfoDef(String title, String version, String description, Place at) {}
