package dev.chatcontract.contract.model;

import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/** Whether an operation supports a type of group, and the type's other documented name. */
public record GroupTypeDef(String type, boolean supported, @Nullable String alias, Place at) {}
