/** Compares recorded traffic with the contract; secrets are discarded on reading. */
@NullMarked
package dev.chatcontract.contract.observe;

import org.jspecify.annotations.NullMarked;
