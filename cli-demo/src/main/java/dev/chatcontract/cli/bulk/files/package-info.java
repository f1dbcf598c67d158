/**
 * What a bulk run stores on disk and reads from it: the input, the outcome of each line, and the
 * lines that failed.
 *
 * <p>This package does not depend on commands, option values or the server. Its messages name
 * options, because users gave the files through them.
 */
@NullMarked
package dev.chatcontract.cli.bulk.files;

import org.jspecify.annotations.NullMarked;
