/**
 * What the contract promises of a server's answers, and the suite that checks it. No operation and
 * no member is named here; all follows from the contract. Imports contract, corpus and signer;
 * knows neither reports nor the command line.
 */
@NullMarked
package dev.chatcontract.conformance.server;

import org.jspecify.annotations.NullMarked;
