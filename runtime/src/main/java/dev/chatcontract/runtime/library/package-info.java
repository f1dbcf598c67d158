/** The versions of this library and of those it runs with. Internal; may import nothing of ours. */
@NullMarked
package dev.chatcontract.runtime.library;

import org.jspecify.annotations.NullMarked;
