/** Tests of the generated client against the contract's own samples. */
@NullMarked
package dev.chatcontract.client;

import org.jspecify.annotations.NullMarked;
