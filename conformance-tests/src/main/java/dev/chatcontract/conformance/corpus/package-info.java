/**
 * How conformance cases are derived from the contract. Imports neither the client nor the runner: a
 * corpus must not know who will be tested with it.
 */
@NullMarked
package dev.chatcontract.conformance.corpus;

import org.jspecify.annotations.NullMarked;
