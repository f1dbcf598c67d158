/**
 * What a bulk run keeps on disk and reads from it: the input, what became of each line, and the
 * lines that failed.
 *
 * <p>Nothing here knows a command, an option's value or the server; messages name options, since
 * people gave the files by them.
 */
@NullMarked
package dev.chatcontract.cli.bulk.files;

import org.jspecify.annotations.NullMarked;
