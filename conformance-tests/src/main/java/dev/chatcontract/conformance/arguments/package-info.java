/** Options of this module's programs: their names, their help, and the values given. */
@NullMarked
package dev.chatcontract.conformance.arguments;

import org.jspecify.annotations.NullMarked;
