/** The YAML files as one document: every value knows its file, line and pointer. */
@NullMarked
package dev.chatcontract.contract.source;

import org.jspecify.annotations.NullMarked;
