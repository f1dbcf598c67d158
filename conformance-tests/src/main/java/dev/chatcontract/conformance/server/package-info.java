/**
 * A server under test: what the contract promises of its answers, asked over plain HTTP and judged.
 * No operation and no member is named here; all follows from the contract. Imports contract, corpus
 * and signer; knows neither reports nor the command line.
 */
@NullMarked
package dev.chatcontract.conformance.server;

import org.jspecify.annotations.NullMarked;
