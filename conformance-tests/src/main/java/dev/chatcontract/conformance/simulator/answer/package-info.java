/**
 * The content of an answer, before it becomes HTTP: the envelope, codes and their texts, samples.
 * Imports no other package of the simulator.
 */
@NullMarked
package dev.chatcontract.conformance.simulator.answer;

import org.jspecify.annotations.NullMarked;
