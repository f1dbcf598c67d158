/**
 * The simulator's page in a browser, and the API behind it. Imports the simulator, the runner, the
 * contract, the signer and the snippets of the reference page; knows nothing of the command line.
 */
@NullMarked
package dev.chatcontract.console;

import org.jspecify.annotations.NullMarked;
