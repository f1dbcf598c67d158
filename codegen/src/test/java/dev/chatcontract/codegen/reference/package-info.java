/** Tests of the HTML reference. */
@NullMarked
package dev.chatcontract.codegen.reference;

import org.jspecify.annotations.NullMarked;
