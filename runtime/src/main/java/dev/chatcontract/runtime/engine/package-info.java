/**
 * Carries out the calls of generated clients, which name {@link
 * dev.chatcontract.runtime.engine.OperationCaller} alone. For generated code only.
 */
@NullMarked
package dev.chatcontract.runtime.engine;

import org.jspecify.annotations.NullMarked;
