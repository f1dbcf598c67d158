/**
 * Makes the views of a contract, one builder a shape, and reports with file and line what the
 * run-time cannot serve; may not import anything of Velocity or OpenAPI Generator.
 */
@NullMarked
package dev.chatcontract.codegen.builder;

import org.jspecify.annotations.NullMarked;
