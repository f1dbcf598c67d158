/** The last requests and their watchers. Imports answers, checks and inputs only. */
@NullMarked
package dev.chatcontract.conformance.simulator.log;

import org.jspecify.annotations.NullMarked;
