/**
 * JSON of generated types, token by token. For generated code; the only type that programs may need
 * to name is {@link dev.chatcontract.runtime.json.JsonCodec}.
 */
@NullMarked
package dev.chatcontract.runtime.json;

import org.jspecify.annotations.NullMarked;
