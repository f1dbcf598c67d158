/**
 * The config file: sections of settings, read with the place of every mistake and written for its
 * owner alone.
 *
 * <p>Knows no command and no option.
 */
@NullMarked
package dev.chatcontract.cli.settings;

import org.jspecify.annotations.NullMarked;
