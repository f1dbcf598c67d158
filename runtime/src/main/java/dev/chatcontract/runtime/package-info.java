/**
 * The hand-written run-time that generated clients call: streaming JSON, transport, retry, limits,
 * paging, errors. It knows no contract: nothing here may import {@code dev.chatcontract.client},
 * {@code dev.chatcontract.signer} or any module above them.
 */
@NullMarked
package dev.chatcontract.runtime;

import org.jspecify.annotations.NullMarked;
