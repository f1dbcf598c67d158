/**
 * The parts of what a contract says of one operation: made by generated code, read by tools that
 * are driven by the contract.
 */
@NullMarked
package dev.chatcontract.runtime.operation;

import org.jspecify.annotations.NullMarked;
