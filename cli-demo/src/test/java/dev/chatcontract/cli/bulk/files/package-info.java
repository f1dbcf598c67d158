/** Tests of what bulk runs keep on disk. */
@NullMarked
package dev.chatcontract.cli.bulk.files;

import org.jspecify.annotations.NullMarked;
