/** Reads the YAML files as one document in which every value has its file, line and pointer. */
@NullMarked
package dev.chatcontract.contract.source;

import org.jspecify.annotations.NullMarked;
