/**
 * Writes what a vendor page states as part of a contract, with a question where it states too
 * little.
 */
@NullMarked
package dev.chatcontract.contract.draft;

import org.jspecify.annotations.NullMarked;
