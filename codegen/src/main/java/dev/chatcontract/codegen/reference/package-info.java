/**
 * The contract's reference for people: one self-contained HTML page, rendered with Velocity.
 *
 * <p>It reads the typed contract and the Java names of the generated client. It may not use OpenAPI
 * Generator or the network.
 */
@NullMarked
package dev.chatcontract.codegen.reference;

import org.jspecify.annotations.NullMarked;
