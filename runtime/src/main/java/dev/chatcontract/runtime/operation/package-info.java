/**
 * The parts of the description of an operation: created by generated code, read by tools that are
 * driven by the contract.
 */
@NullMarked
package dev.chatcontract.runtime.operation;

import org.jspecify.annotations.NullMarked;
