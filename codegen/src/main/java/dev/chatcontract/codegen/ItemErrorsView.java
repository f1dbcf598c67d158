package dev.chatcontract.codegen;

/**
 * Where an item tells its own outcome.
 *
 * @param item class of the item
 * @param arguments wire names and success code, as the run-time's constructor wants them
 * @param code Java expression on an item {@code i}
 * @param info Java expression on an item {@code i}
 */
public record ItemErrorsView(String item, String arguments, String code, String info) {}
