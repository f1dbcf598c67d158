@NullMarked
package dev.chatcontract.contract.draft;

import org.jspecify.annotations.NullMarked;
