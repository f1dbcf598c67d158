/**
 * The commands: one class, or one group of classes, for each word that may follow {@code chatctl}.
 */
@NullMarked
package dev.chatcontract.cli.commands;

import org.jspecify.annotations.NullMarked;
