/** Text made safe to show: nothing from outside steers a terminal, and no secret is seen. */
@NullMarked
package dev.chatcontract.runtime.text;

import org.jspecify.annotations.NullMarked;
