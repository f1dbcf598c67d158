/** Tells how recorded traffic differs from the contract; secrets are dropped on reading. */
@NullMarked
package dev.chatcontract.contract.observe;

import org.jspecify.annotations.NullMarked;
