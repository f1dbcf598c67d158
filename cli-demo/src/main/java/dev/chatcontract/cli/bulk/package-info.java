/** A bulk run: one request per line, or per batch of keys, each sent at most once. */
@NullMarked
package dev.chatcontract.cli.bulk;

import org.jspecify.annotations.NullMarked;
