/** Tests of the contract's model, with the contract of an invented library. */
@NullMarked
package dev.chatcontract.contract;

import org.jspecify.annotations.NullMarked;
