/**
 * Derives conformance cases from the contract. Imports neither the client nor the runner, since a
 * corpus must not depend on what it tests.
 */
@NullMarked
package dev.chatcontract.conformance.corpus;

import org.jspecify.annotations.NullMarked;
