/** Planted mistakes that lint has to find. */
@NullMarked
package dev.chatcontract.contract.lint;

import org.jspecify.annotations.NullMarked;
