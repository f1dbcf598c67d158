@NullMarked
package dev.chatcontract.contract.observe;

import org.jspecify.annotations.NullMarked;
