/**
 * Checks a contract against the rules of this project; must not import packages bundle and diff.
 */
@NullMarked
package dev.chatcontract.contract.lint;

import org.jspecify.annotations.NullMarked;
