/**
 * What came from outside, read strictly and shown harmlessly: members of JSON, header texts,
 * excerpts. Imports no other package of the simulator.
 */
@NullMarked
package dev.chatcontract.conformance.simulator.input;

import org.jspecify.annotations.NullMarked;
