/** Refuses keywords where OpenAPI 3.0 and our extensions do not have them; reads no value. */
@NullMarked
package dev.chatcontract.contract.reader.keyword;

import org.jspecify.annotations.NullMarked;
