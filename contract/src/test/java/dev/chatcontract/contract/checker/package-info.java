/** Tests of the contract's model over a contract of an invented library. */
@NullMarked
package dev.chatcontract.contract.checker;

import org.jspecify.annotations.NullMarked;
