/** What failures of a call mean: their words, and whether another attempt follows. Internal. */
@NullMarked
package dev.chatcontract.runtime.failure;

import org.jspecify.annotations.NullMarked;
