/**
 * The simulator's web page, and the API behind it. Imports the simulator, the runner, the contract,
 * the signer and the snippets of the reference page, but not the command line.
 */
@NullMarked
package dev.chatcontract.console;

import org.jspecify.annotations.NullMarked;
