/** The rules of a contract for requests, and their checks. For generated code only. */
@NullMarked
package dev.chatcontract.runtime.rules;

import org.jspecify.annotations.NullMarked;
