/** Tests of Java as text. */
@NullMarked
package dev.chatcontract.codegen.syntax;

import org.jspecify.annotations.NullMarked;
