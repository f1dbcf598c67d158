/**
 * How text leaves the program: inert where a person reads it, escaped where a program does.
 *
 * <p>This package does not depend on any command, option or operation.
 */
@NullMarked
package dev.chatcontract.cli.output;

import org.jspecify.annotations.NullMarked;
