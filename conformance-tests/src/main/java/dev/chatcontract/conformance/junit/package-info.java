/**
 * A JUnit 5 extension that hands a running simulator to other teams' tests. Nothing here may import
 * the corpus or the runner.
 */
@NullMarked
package dev.chatcontract.conformance.junit;

import org.jspecify.annotations.NullMarked;
