/**
 * The tools on a contract as one program for builds; nothing of this module may import this
 * package.
 */
@NullMarked
package dev.chatcontract.contract.tool;

import org.jspecify.annotations.NullMarked;
