package dev.chatcontract.contract.draft;

/**
 * A question that a page leaves open.
 *
 * @param file the file of the draft that asks it
 */
public record Question(String file, String text) {}
