/**
 * A JUnit 5 extension that gives other teams' tests a running simulator. Nothing here may import
 * the corpus or the runner.
 */
@NullMarked
package dev.chatcontract.conformance.junit;

import org.jspecify.annotations.NullMarked;
