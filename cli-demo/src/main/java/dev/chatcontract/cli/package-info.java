/**
 * The program {@code chatctl}: selects a command, runs it, and turns any failure into one message.
 *
 * <p>This package and those below never name an operation or one of its fields. They load nothing
 * of the simulator or the contract tools until a command needs it, so that a plain call starts
 * fast. The packages use each other in one direction: commands, bulk, calls, settings, output.
 */
@NullMarked
package dev.chatcontract.cli;

import org.jspecify.annotations.NullMarked;
