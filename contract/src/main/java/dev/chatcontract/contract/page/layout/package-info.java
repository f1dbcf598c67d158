/**
 * Finds lines, tables and what their sentences state on a page, however it was saved: HTML,
 * Markdown, or text copied out of a browser. Knows no contract; may import nothing of ours.
 */
@NullMarked
package dev.chatcontract.contract.page.layout;

import org.jspecify.annotations.NullMarked;
