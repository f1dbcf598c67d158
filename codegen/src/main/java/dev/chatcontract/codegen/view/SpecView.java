package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The description of a member, or of a list's elements, for a command line.
 *
 * @param name the wire name; empty for elements
 * @param type constant of the run-time's types
 * @param items the description of a list's elements, or null
 * @param fieldsOf the class whose members are described too, or null
 * @param limits the limits of the member itself
 * @param each the limits of its elements if it is a list, otherwise the same as {@code limits}
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
