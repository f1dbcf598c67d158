/** Drafts part of a contract from a vendor page, with questions where the page says too little. */
@NullMarked
package dev.chatcontract.contract.draft;

import org.jspecify.annotations.NullMarked;
