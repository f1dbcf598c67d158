/** The stored data of the simulated API, and the ways to change it. Does not depend on HTTP. */
@NullMarked
package dev.chatcontract.conformance.simulator.world;

import org.jspecify.annotations.NullMarked;
