/**
 * Carries out the calls of generated clients, which use only {@link
 * dev.chatcontract.runtime.engine.OperationCaller}. For generated code only.
 */
@NullMarked
package dev.chatcontract.runtime.engine;

import org.jspecify.annotations.NullMarked;
