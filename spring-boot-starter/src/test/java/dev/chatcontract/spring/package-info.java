@NullMarked
package dev.chatcontract.spring;

import org.jspecify.annotations.NullMarked;
