/**
 * What a contract demands of requests, and how they are checked against it. For generated code
 * only.
 */
@NullMarked
package dev.chatcontract.runtime.rules;

import org.jspecify.annotations.NullMarked;
