/**
 * Tests of the generator; generated code is compiled and run here against the run-time's sources.
 */
@NullMarked
package dev.chatcontract.codegen;

import org.jspecify.annotations.NullMarked;
