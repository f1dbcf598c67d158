/** Tests of chatctl: commands in process against the simulator, and some as real processes. */
@NullMarked
package dev.chatcontract.cli.output;

import org.jspecify.annotations.NullMarked;
