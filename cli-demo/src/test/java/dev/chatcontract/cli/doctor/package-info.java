/** Tests of {@code chatctl doctor} with real sockets. */
@NullMarked
package dev.chatcontract.cli.doctor;

import org.jspecify.annotations.NullMarked;
