/** Records that define values: types, limits, and the conditions on them. */
@NullMarked
package dev.chatcontract.contract.schema;

import org.jspecify.annotations.NullMarked;
