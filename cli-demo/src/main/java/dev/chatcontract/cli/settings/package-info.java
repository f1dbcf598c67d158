/**
 * The user's input: arguments, environment, files, and the profiles of the config file. Mistakes
 * are reported with their place, and files are written for their owner only.
 *
 * <p>This package does not depend on any command or operation.
 */
@NullMarked
package dev.chatcontract.cli.settings;

import org.jspecify.annotations.NullMarked;
