package dev.chatcontract.codegen;

import java.util.List;

/** A host; texts are string literals. */
public record RegionView(String constant, String id, String name, String url, List<String> doc) {}
