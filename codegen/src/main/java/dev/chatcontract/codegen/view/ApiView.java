package dev.chatcontract.codegen.view;

import java.util.List;

/**
 * The client interface of a tag.
 *
 * @param prefix the beginning of its classes' names
 * @param accessor the root client's method that returns it
 */
public record ApiView(
    String tag, String prefix, String accessor, String doc, List<OperationView> operations) {}
