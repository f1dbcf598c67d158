/**
 * The program {@code chatctl}: picks the command, runs it, and turns what went wrong into one
 * message.
 *
 * <p>Nothing here or below names an operation or one of its fields, and nothing of the simulator or
 * the contract tools is touched before a command needs it, so that a plain call starts fast. The
 * packages use each other in one direction: commands, bulk, calls, settings, output.
 */
@NullMarked
package dev.chatcontract.cli;

import org.jspecify.annotations.NullMarked;
