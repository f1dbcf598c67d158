package dev.chatcontract.contract.draft;

/**
 * What the page leaves open.
 *
 * @param file of the draft that asks it
 */
public record Question(String file, String text) {}
