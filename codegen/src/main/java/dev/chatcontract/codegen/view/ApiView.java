package dev.chatcontract.codegen.view;

import java.util.List;

/**
 * The client interface of a tag.
 *
 * @param prefix begins the names of its classes
 * @param accessor the root client's method for it
 */
public record ApiView(
    String tag, String prefix, String accessor, String doc, List<OperationView> operations) {}
