package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command line is told of a member, or of the elements of one.
 *
 * @param name as on the wire; empty for elements
 * @param type constant of the run-time's types
 * @param items what a list holds, or null
 * @param fieldsOf class whose members are described too, or null
 * @param limits of the member itself
 * @param each limits of its elements if it is a list, otherwise the same
 */
public record SpecView(
    String name,
    String type,
    @Nullable SpecView items,
    @Nullable String fieldsOf,
    boolean required,
    boolean sensitive,
    Limits limits,
    Limits each,
    @Nullable String unit,
    List<KnownValue> known,
    String description) {}
