/** The contract read from YAML with every value's file, line and pointer; knows no generator. */
@NullMarked
package dev.chatcontract.contract;

import org.jspecify.annotations.NullMarked;
