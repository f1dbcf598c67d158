/**
 * Tests of the generator; what it makes is compiled and run here against the run-time's sources.
 */
@NullMarked
package dev.chatcontract.codegen;

import org.jspecify.annotations.NullMarked;
