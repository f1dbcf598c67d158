/**
 * One call: building the request from options and {@code --body}, sending it, and describing its
 * failures.
 */
@NullMarked
package dev.chatcontract.cli.calls;

import org.jspecify.annotations.NullMarked;
