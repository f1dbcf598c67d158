/**
 * JSON of generated types, token by token. For generated code; of its types a program names at most
 * {@link dev.chatcontract.runtime.json.JsonCodec}.
 */
@NullMarked
package dev.chatcontract.runtime.json;

import org.jspecify.annotations.NullMarked;
