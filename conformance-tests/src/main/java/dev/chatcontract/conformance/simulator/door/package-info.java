/**
 * HTTP: which requests are admitted, how they are read, how answers are written, and the admin
 * interface. Depends on no operation.
 */
@NullMarked
package dev.chatcontract.conformance.simulator.door;

import org.jspecify.annotations.NullMarked;
