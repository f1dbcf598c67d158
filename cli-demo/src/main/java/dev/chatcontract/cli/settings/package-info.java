/**
 * What the user gave: arguments, environment, files, and the profiles of the config file, read with
 * the place of every mistake and written for their owner alone.
 *
 * <p>Knows no command and no operation.
 */
@NullMarked
package dev.chatcontract.cli.settings;

import org.jspecify.annotations.NullMarked;
