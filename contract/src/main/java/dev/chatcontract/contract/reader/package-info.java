/**
 * Creates the typed contract from a document. Each extension has a class, which rejects whatever
 * would have no effect.
 */
@NullMarked
package dev.chatcontract.contract.reader;

import org.jspecify.annotations.NullMarked;
