/**
 * What the contract promises about a server's answers, and the suite that checks it. Names no
 * operation and no member, since everything follows from the contract. Imports the contract, the
 * corpus and the signer, but neither reports nor the command line.
 */
@NullMarked
package dev.chatcontract.conformance.server;

import org.jspecify.annotations.NullMarked;
