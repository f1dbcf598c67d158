/** Options of this module's programs: what they are called, what they do, and what was given. */
@NullMarked
package dev.chatcontract.conformance.arguments;

import org.jspecify.annotations.NullMarked;
