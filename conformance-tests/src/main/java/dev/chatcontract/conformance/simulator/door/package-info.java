/**
 * HTTP: who may come in, what is read, how an answer is written, and the admin interface. Knows no
 * operation.
 */
@NullMarked
package dev.chatcontract.conformance.simulator.door;

import org.jspecify.annotations.NullMarked;
