/** Tests of the tools as a build runs them. */
@NullMarked
package dev.chatcontract.contract.tool;

import org.jspecify.annotations.NullMarked;
