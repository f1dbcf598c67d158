/**
 * The one class that OpenAPI Generator calls to read a document, in place of the library's: there
 * is no other way to act before it prints its messages, which name neither file nor line.
 */
@NullMarked
package io.swagger.parser;

import org.jspecify.annotations.NullMarked;
