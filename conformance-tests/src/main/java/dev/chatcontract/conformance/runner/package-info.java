/**
 * Runs cases: the scripted server, the clients under test (in this process or in one that speaks
 * JSON lines), the judge, and the command line. May import the corpus, the reports and the client,
 * but never the simulator.
 */
@NullMarked
package dev.chatcontract.conformance.runner;

import org.jspecify.annotations.NullMarked;
