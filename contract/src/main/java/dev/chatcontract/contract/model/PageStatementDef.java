package dev.chatcontract.contract.model;

import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * A statement of the operation's page that the contract contradicts on purpose.
 *
 * @param erratum the row that answers it
 * @param subject what a comparison with the page calls it
 * @param name what it is about within the subject
 * @param says the page's value, or null when the page lacks what the contract has
 */
public record PageStatementDef(
    String erratum, String subject, String name, @Nullable String says, Place at) {}
