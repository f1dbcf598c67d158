package dev.chatcontract.contract.model;

import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * A statement of the operation's page that the contract deliberately contradicts.
 *
 * @param erratum the row that explains it
 * @param subject its subject in a comparison with the page
 * @param name its name within the subject
 * @param says the value on the page; null if the page does not have it and the contract does
 */
public record PageStatementDef(
    String erratum, String subject, String name, @Nullable String says, Place at) {}
