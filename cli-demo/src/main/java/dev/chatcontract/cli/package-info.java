/**
 * The program {@code chatctl}: commands, options and output, all derived from the contract.
 *
 * <p>Nothing here names an operation or one of its fields, and nothing of the simulator or the
 * contract tools is touched before a command needs it, so that a plain call starts fast.
 */
@NullMarked
package dev.chatcontract.cli;

import org.jspecify.annotations.NullMarked;
