/** Tests of the sources, with the contract of an invented library. */
@NullMarked
package dev.chatcontract.contract.source;

import org.jspecify.annotations.NullMarked;
