/**
 * Rejects keywords in places where neither OpenAPI 3.0 nor our extensions allow them; reads no
 * values.
 */
@NullMarked
package dev.chatcontract.contract.reader.keyword;

import org.jspecify.annotations.NullMarked;
