/**
 * OkHttp, set up so that one call is one request, and watched so that a call ends when it has to.
 * Internal.
 */
@NullMarked
package dev.chatcontract.runtime.transport;

import org.jspecify.annotations.NullMarked;
