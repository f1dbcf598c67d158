/**
 * Benchmarks of this client and its alternatives; nothing here is shipped or imported elsewhere.
 */
@NullMarked
package dev.chatcontract.benchmarks;

import org.jspecify.annotations.NullMarked;
