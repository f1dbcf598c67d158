/** Checks every step between this machine and an answer of the service, one after the other. */
@NullMarked
package dev.chatcontract.cli.doctor;

import org.jspecify.annotations.NullMarked;
