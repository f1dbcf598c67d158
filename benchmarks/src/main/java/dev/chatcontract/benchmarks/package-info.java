/** Benchmarks of this client beside its peers; nothing here is shipped or imported elsewhere. */
@NullMarked
package dev.chatcontract.benchmarks;

import org.jspecify.annotations.NullMarked;
