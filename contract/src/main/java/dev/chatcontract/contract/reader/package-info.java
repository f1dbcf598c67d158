/**
 * Makes the typed contract of a document; a class an extension, each refusing what would have no
 * effect.
 */
@NullMarked
package dev.chatcontract.contract.reader;

import org.jspecify.annotations.NullMarked;
