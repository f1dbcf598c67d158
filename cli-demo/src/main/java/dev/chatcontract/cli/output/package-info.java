/**
 * How text leaves the program: inert where a person reads it, escaped where a program does.
 *
 * <p>Knows no command, no option and no operation.
 */
@NullMarked
package dev.chatcontract.cli.output;

import org.jspecify.annotations.NullMarked;
