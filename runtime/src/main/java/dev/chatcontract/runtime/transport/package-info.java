/**
 * OkHttp, set up so that one call is one request, and watched so that every call ends in time.
 * Internal.
 */
@NullMarked
package dev.chatcontract.runtime.transport;

import org.jspecify.annotations.NullMarked;
