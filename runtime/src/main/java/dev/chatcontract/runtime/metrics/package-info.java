/**
 * Observers for metrics libraries that are optional dependencies; nothing in {@code
 * dev.chatcontract.runtime} may import this package.
 */
@NullMarked
package dev.chatcontract.runtime.metrics;

import org.jspecify.annotations.NullMarked;
