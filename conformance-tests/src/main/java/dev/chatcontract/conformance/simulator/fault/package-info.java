/**
 * Faults that a simulator is told to show, and the rules for when it shows them. Imports inputs
 * only.
 */
@NullMarked
package dev.chatcontract.conformance.simulator.fault;

import org.jspecify.annotations.NullMarked;
