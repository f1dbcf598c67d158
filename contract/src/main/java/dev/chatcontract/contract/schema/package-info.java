/** What a value may be: its type, its limits and the conditions on them, as records. */
@NullMarked
package dev.chatcontract.contract.schema;

import org.jspecify.annotations.NullMarked;
