/**
 * Tests a server over plain HTTP: makes requests from the contract, signs and sends them, and
 * checks the answers against the schemas. Contains no promises.
 */
@NullMarked
package dev.chatcontract.conformance.server.dialogue;

import org.jspecify.annotations.NullMarked;
