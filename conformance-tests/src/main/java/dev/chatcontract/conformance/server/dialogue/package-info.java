/**
 * Asking a server over plain HTTP: requests made from the contract, signed, sent, and the answers
 * held against the schemas. Knows no promise.
 */
@NullMarked
package dev.chatcontract.conformance.server.dialogue;

import org.jspecify.annotations.NullMarked;
