/**
 * Finds out how a new version of a contract affects users of the old one; must not import package
 * lint.
 */
@NullMarked
package dev.chatcontract.contract.diff;

import org.jspecify.annotations.NullMarked;
