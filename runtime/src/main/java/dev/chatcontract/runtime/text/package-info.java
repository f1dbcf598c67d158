/** Text made safe to show: nothing from outside controls a terminal, and no secret is visible. */
@NullMarked
package dev.chatcontract.runtime.text;

import org.jspecify.annotations.NullMarked;
