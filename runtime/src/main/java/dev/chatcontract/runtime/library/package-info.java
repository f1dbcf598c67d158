/**
 * The versions of this library and of those it runs with. Internal; must not import any other
 * package of this project.
 */
@NullMarked
package dev.chatcontract.runtime.library;

import org.jspecify.annotations.NullMarked;
