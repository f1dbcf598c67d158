/**
 * UserSig made, checked, cached and put on every call.
 *
 * <p>May import the JDK, Jackson's streaming core, OkHttp and the generated client with its
 * run-time; never the simulator, the generator or databind's reflection.
 */
@NullMarked
package dev.chatcontract.signer;

import org.jspecify.annotations.NullMarked;
