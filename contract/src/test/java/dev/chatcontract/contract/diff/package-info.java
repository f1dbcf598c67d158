/** Tests of the comparison of two versions. */
@NullMarked
package dev.chatcontract.contract.diff;

import org.jspecify.annotations.NullMarked;
