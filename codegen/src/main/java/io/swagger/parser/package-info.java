/**
 * Holds the one class that OpenAPI Generator asks to read a document, in place of the library's:
 * there is no other way in before its complaints, which name neither file nor line.
 */
@NullMarked
package io.swagger.parser;

import org.jspecify.annotations.NullMarked;
