package dev.chatcontract.codegen;

/**
 * How to walk an operation's pages.
 *
 * @param wires wire names of cursor, next cursor and items, as comma-separated literals
 * @param cursor request accessor and builder method of the cursor
 * @param next response accessor that gives the next cursor
 * @param items response accessor that gives the items
 * @param first Java expression of the first cursor
 * @param item class of an item
 * @param cursorType Java type of the cursor
 * @param stop the run-time's stop rule for it
 * @param rule the stop rule in words, as a literal
 * @param last Java condition on a response {@code r} that is true on the last page
 */
public record PagingView(
    String wires,
    String cursor,
    String next,
    String items,
    String first,
    String item,
    String cursorType,
    String stop,
    String rule,
    String last) {}
