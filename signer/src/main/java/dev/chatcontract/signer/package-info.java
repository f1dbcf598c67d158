/**
 * Generates, verifies and caches UserSigs, and signs every call with them.
 *
 * <p>May import the JDK, Jackson's streaming core, OkHttp and the generated client with its
 * runtime; never the simulator, the generator or databind's reflection.
 */
@NullMarked
package dev.chatcontract.signer;

import org.jspecify.annotations.NullMarked;
