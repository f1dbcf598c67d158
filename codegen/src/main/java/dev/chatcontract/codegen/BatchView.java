package dev.chatcontract.codegen;

import java.util.List;

/**
 * How to split a long request.
 *
 * @param keysWire wire name of the list as a literal
 * @param tailWires wire names of items and key, as comma-separated literals
 * @param keys request accessor and builder method of the list
 * @param keyType Java type of an element of that list
 * @param item class of a response item
 * @param items response accessor that gives the items
 * @param key item accessor that gives the key
 * @param others what a request must have besides the list
 */
public record BatchView(
    String keysWire,
    int max,
    String tailWires,
    String keys,
    String keyType,
    String item,
    String items,
    String key,
    List<FieldView> others) {}
