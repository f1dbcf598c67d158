/**
 * The result of a run, in forms for people and build servers. Imports the corpus and the runtime's
 * inert text; a report depends on no client.
 */
@NullMarked
package dev.chatcontract.conformance.report;

import org.jspecify.annotations.NullMarked;
