/** The client as beans of a Spring Boot application; see the README of this module. */
@NullMarked
package dev.chatcontract.spring;

import org.jspecify.annotations.NullMarked;
