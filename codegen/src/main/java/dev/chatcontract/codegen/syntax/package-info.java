/**
 * Java as text: names, literals, types, imports, and lines that are not too long; may import views
 * and nothing else of the generator.
 */
@NullMarked
package dev.chatcontract.codegen.syntax;

import org.jspecify.annotations.NullMarked;
