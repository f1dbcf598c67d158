/**
 * What became of a run, and how people and build servers read it. Imports the corpus and the
 * run-time's inert text: a report knows no client.
 */
@NullMarked
package dev.chatcontract.conformance.report;

import org.jspecify.annotations.NullMarked;
