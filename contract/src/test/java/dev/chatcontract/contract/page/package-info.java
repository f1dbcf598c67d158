@NullMarked
package dev.chatcontract.contract.page;

import org.jspecify.annotations.NullMarked;
