/**
 * Clients under test: what a case asks of one, in this process or in one that speaks JSON lines.
 * May import the corpus and the generated client.
 */
@NullMarked
package dev.chatcontract.conformance.runner.client;

import org.jspecify.annotations.NullMarked;
