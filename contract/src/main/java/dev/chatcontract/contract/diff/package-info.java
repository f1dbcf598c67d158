/**
 * Tells what a new version of a contract does to those who built on the old one; imports nothing of
 * lint.
 */
@NullMarked
package dev.chatcontract.contract.diff;

import org.jspecify.annotations.NullMarked;
