/**
 * A bulk run: a request for each line, or for as many keys as one takes, each sent at most once.
 */
@NullMarked
package dev.chatcontract.cli.bulk;

import org.jspecify.annotations.NullMarked;
