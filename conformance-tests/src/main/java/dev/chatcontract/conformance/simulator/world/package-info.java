/** What the simulated API remembers, and what its operations do to it. Knows nothing of HTTP. */
@NullMarked
package dev.chatcontract.conformance.simulator.world;

import org.jspecify.annotations.NullMarked;
