/**
 * Runs cases: the scripted server, the clients under test (in process or as a process speaking JSON
 * lines), the judge, and the command line. May import the corpus, the reports and the client; never
 * the simulator.
 */
@NullMarked
package dev.chatcontract.conformance.runner;

import org.jspecify.annotations.NullMarked;
