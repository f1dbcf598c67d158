/**
 * The simulator: a WireMock server that behaves like the API the contract describes. Only {@code
 * World} and what it uses may name endpoints or fields; nothing here may import the generated
 * client, the corpus or the runner.
 */
@NullMarked
package dev.chatcontract.conformance.simulator;

import org.jspecify.annotations.NullMarked;
