/**
 * The tools for contracts as one program for builds; the rest of this module must not import this
 * package.
 */
@NullMarked
package dev.chatcontract.contract.tool;

import org.jspecify.annotations.NullMarked;
