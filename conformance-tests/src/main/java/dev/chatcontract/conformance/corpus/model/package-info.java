/** Conformance cases as data: the records and their JSON form. Imports the contract only. */
@NullMarked
package dev.chatcontract.conformance.corpus.model;

import org.jspecify.annotations.NullMarked;
