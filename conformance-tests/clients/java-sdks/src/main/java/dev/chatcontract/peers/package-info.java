/** Other clients put behind the runner's interface. Nothing of ours may import from here. */
@NullMarked
package dev.chatcontract.peers;

import org.jspecify.annotations.NullMarked;
