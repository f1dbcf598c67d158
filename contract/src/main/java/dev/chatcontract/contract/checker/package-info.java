/** Checks request and response bodies against the contract. */
@NullMarked
package dev.chatcontract.contract.checker;

import org.jspecify.annotations.NullMarked;
