/**
 * Finds lines, tables and the facts in their sentences on a page saved as HTML, Markdown, or text
 * copied from a browser. Independent of contracts; must not import any of our other packages.
 */
@NullMarked
package dev.chatcontract.contract.page.layout;

import org.jspecify.annotations.NullMarked;
