/** Tests of the HTML reference. */
@NullMarked
package dev.chatcontract.codegen.syntax;

import org.jspecify.annotations.NullMarked;
