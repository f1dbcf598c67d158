/** Tests of the bundle. */
@NullMarked
package dev.chatcontract.contract.bundle;

import org.jspecify.annotations.NullMarked;
