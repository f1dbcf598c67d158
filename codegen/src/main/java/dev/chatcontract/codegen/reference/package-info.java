/**
 * The reference of a contract for people: one self-contained HTML page, laid out by Velocity.
 *
 * <p>Reads the typed contract, and the Java names that the generated client has; nothing of OpenAPI
 * Generator and no network may be used here.
 */
@NullMarked
package dev.chatcontract.codegen.reference;

import org.jspecify.annotations.NullMarked;
