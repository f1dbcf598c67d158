/**
 * The simulator: a WireMock server that behaves like the API that the contract describes. This
 * package assembles its parts and starts it. Nothing here or below may import the generated client,
 * the corpus or the runner, and nothing below may import this package.
 */
@NullMarked
package dev.chatcontract.conformance.simulator;

import org.jspecify.annotations.NullMarked;
