/** Text from outside, made safe to read. */
@NullMarked
package dev.chatcontract.runtime.text;

import org.jspecify.annotations.NullMarked;
