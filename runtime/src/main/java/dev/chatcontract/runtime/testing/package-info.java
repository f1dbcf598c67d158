/** For tests of programs that call a client. */
@NullMarked
package dev.chatcontract.runtime.testing;

import org.jspecify.annotations.NullMarked;
