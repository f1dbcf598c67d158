/** Writes a contract as one self-contained file; imports nothing of lint or diff. */
@NullMarked
package dev.chatcontract.contract.bundle;

import org.jspecify.annotations.NullMarked;
