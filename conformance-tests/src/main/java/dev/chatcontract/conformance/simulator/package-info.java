/**
 * The simulator: a WireMock server that behaves like the API the contract describes. This package
 * puts its parts together and starts it; nothing here or below may import the generated client, the
 * corpus or the runner, and nothing below may import this package.
 */
@NullMarked
package dev.chatcontract.conformance.simulator;

import org.jspecify.annotations.NullMarked;
