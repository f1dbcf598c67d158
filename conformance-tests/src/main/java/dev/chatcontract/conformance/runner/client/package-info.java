/**
 * Clients under test, in this process or in a process that speaks JSON lines. May import the corpus
 * and the generated client.
 */
@NullMarked
package dev.chatcontract.conformance.runner.client;

import org.jspecify.annotations.NullMarked;
