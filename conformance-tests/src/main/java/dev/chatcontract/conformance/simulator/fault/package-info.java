/**
 * Faults that a simulator can show, and the rules that say when it shows them. Imports only inputs.
 */
@NullMarked
package dev.chatcontract.conformance.simulator.fault;

import org.jspecify.annotations.NullMarked;
