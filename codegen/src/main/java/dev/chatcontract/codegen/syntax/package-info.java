/**
 * Java as text: names, literals, types, imports, and line breaks. Of the generator's packages, it
 * may import only the views.
 */
@NullMarked
package dev.chatcontract.codegen.syntax;

import org.jspecify.annotations.NullMarked;
