/** Records of the contract: operations, errors, samples, regions. */
@NullMarked
package dev.chatcontract.contract.model;

import org.jspecify.annotations.NullMarked;
