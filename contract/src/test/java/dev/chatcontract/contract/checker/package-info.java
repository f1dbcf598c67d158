/** Tests of the checks, with the contract of an invented library. */
@NullMarked
package dev.chatcontract.contract.checker;

import org.jspecify.annotations.NullMarked;
