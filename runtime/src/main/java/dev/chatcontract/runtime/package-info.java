/**
 * The hand-written runtime of generated clients: streaming JSON, transport, retries, rate limits,
 * paging, errors. It does not depend on any contract: nothing here may import {@code
 * dev.chatcontract.client}, {@code dev.chatcontract.signer} or any module above them.
 */
@NullMarked
package dev.chatcontract.runtime;

import org.jspecify.annotations.NullMarked;
