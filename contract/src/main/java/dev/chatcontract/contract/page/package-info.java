/** Reads pages that describe an operation, and compares them with the contract. */
@NullMarked
package dev.chatcontract.contract.page;

import org.jspecify.annotations.NullMarked;
