/** Conformance cases as data: the records and their JSON form. Imports only the contract. */
@NullMarked
package dev.chatcontract.conformance.corpus.model;

import org.jspecify.annotations.NullMarked;
