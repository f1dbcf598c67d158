/** Tests of Java names, literals, comments and layout. */
@NullMarked
package dev.chatcontract.codegen.syntax;

import org.jspecify.annotations.NullMarked;
