/**
 * What templates read: records of facts, one a shape. None of them writes Java, and none may import
 * another package of the generator.
 */
@NullMarked
package dev.chatcontract.codegen.view;

import org.jspecify.annotations.NullMarked;
