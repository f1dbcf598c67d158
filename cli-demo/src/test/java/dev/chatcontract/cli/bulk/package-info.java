/** Tests of what bulk runs keep on disk. */
@NullMarked
package dev.chatcontract.cli.bulk;

import org.jspecify.annotations.NullMarked;
