/** Tests of the HTML reference. */
@NullMarked
package dev.chatcontract.contract.docs;

import org.jspecify.annotations.NullMarked;
