/** Writes a contract as one self-contained file; must not import packages lint and diff. */
@NullMarked
package dev.chatcontract.contract.bundle;

import org.jspecify.annotations.NullMarked;
