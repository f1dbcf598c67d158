/** The meaning of failures: their messages, and whether another attempt follows. Internal. */
@NullMarked
package dev.chatcontract.runtime.failure;

import org.jspecify.annotations.NullMarked;
