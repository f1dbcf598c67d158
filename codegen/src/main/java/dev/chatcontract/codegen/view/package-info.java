/**
 * What templates read: records of facts, one per kind of view. They do not write Java, and may not
 * import other packages of the generator.
 */
@NullMarked
package dev.chatcontract.codegen.view;

import org.jspecify.annotations.NullMarked;
