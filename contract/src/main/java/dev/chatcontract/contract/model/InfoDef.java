package dev.chatcontract.contract.model;

import dev.chatcontract.contract.source.Place;

/** The title and version of the contract; a breaking change must raise the version. */
public record InfoDef(String title, String version, String description, Place at) {}
