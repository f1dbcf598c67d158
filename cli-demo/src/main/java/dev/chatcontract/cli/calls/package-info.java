/**
 * One call: the request that options and {@code --body} make, how it is sent, and its failures in
 * words.
 */
@NullMarked
package dev.chatcontract.cli.calls;

import org.jspecify.annotations.NullMarked;
