/** What stands between this machine and an answer of the service, looked at one after the other. */
@NullMarked
package dev.chatcontract.cli.doctor;

import org.jspecify.annotations.NullMarked;
