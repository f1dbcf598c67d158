/**
 * Clients under test, in this process or in a process that speaks JSON lines. May import the
 * corpus, the generated client and the spelling of names.
 */
@NullMarked
package dev.chatcontract.conformance.runner.client;

import org.jspecify.annotations.NullMarked;
