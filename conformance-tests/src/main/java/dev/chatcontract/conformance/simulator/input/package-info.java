/**
 * Input from outside, read strictly and made safe to display: members of JSON, header texts,
 * excerpts. Imports no other package of the simulator.
 */
@NullMarked
package dev.chatcontract.conformance.simulator.input;

import org.jspecify.annotations.NullMarked;
