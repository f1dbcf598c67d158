/**
 * Builds the views of a contract, with one builder per kind of view, and reports with file and line
 * what the run-time does not support. It may not import anything of Velocity or OpenAPI Generator.
 */
@NullMarked
package dev.chatcontract.codegen.builder;

import org.jspecify.annotations.NullMarked;
