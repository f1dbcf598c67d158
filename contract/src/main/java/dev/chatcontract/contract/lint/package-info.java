/** Checks a contract against the house rules; imports nothing of bundle or diff. */
@NullMarked
package dev.chatcontract.contract.lint;

import org.jspecify.annotations.NullMarked;
